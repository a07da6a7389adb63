import { defineConfig } from '@critter/cli'
import { timingPolicy } from './timing.policy.js'

export default defineConfig({ policies: [timingPolicy] })
