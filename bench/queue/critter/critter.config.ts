import { defineConfig, localQueue } from '@critter/cli'

export default defineConfig({
  messaging: {
    endpoints: { work: localQueue({ mode: 'durable', parallel: 24 }) },
    routes: [{ messages: '*', to: 'work' }],
  },
})
