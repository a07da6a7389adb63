import { defineConfig, localQueue } from '@critter/cli'

export default defineConfig({
  messaging: {
    endpoints: { orders: localQueue() },
    routes: [{ messages: ['order-*', 'order-palced', 'payment-*'], to: 'orders' }],
  },
})
