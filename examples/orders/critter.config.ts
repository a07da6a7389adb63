import { defineConfig } from '@critter/cli'
import { streamCollisionPolicy } from './src/orders/stream-collision.policy.js'

export default defineConfig({ policies: [streamCollisionPolicy] })
