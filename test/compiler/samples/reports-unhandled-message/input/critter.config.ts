import { defineConfig, postgresQueue } from '@critter/cli'

export default defineConfig({
  messaging: {
    endpoints: { mail: postgresQueue('mail') },
    routes: [{ messages: 'mail-*', to: 'mail' }],
  },
})
