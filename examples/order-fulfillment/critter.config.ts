import { defineConfig } from '@critter/cli'

export default defineConfig({ include: ['src/**/*.ts'] })
