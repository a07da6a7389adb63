import { defineConfig, postgresQueue } from '@critter/cli'

export default defineConfig({
  messaging: {
    endpoints: {
      billing: postgresQueue('billing', { mode: 'durable' }),
      shipping: postgresQueue('shipping', { mode: 'durable' }),
    },
    routes: [
      { messages: 'order-billed', to: 'billing' },
      { messages: 'order-packed', to: 'shipping' },
    ],
  },
})
