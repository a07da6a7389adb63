import { defineConfig } from '@critter/cli'
import { broadcastClientMessages } from './src/broadcast-client-messages.policy.js'

export default defineConfig({ policies: [broadcastClientMessages] })
