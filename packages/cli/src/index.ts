export { defineConfig, type CritterConfig } from './config/define-config.js'
