import { defineConfig } from '@critter/cli'
import { broadcastClientMessages } from './src/broadcast/broadcast-client-messages.policy.js'

export default defineConfig({ policies: [broadcastClientMessages] })
