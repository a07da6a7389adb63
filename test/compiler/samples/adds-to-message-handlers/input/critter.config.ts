import { defineConfig } from '@critter/cli'
import { auditHandlers, ring } from './src/handlers.policy.js'

export default defineConfig({ policies: [auditHandlers, ring] })
