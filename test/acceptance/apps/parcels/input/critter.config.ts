import { defineConfig, localQueue, postgresQueue, rabbitmqQueue } from '@critter/cli'

export default defineConfig({
  messaging: {
    endpoints: {
      labels: postgresQueue('labels', { mode: 'durable' }),
      carrier: rabbitmqQueue('carrier', { mode: 'durable' }),
      packing: localQueue({ mode: 'durable' }),
    },
    routes: [
      { messages: 'print-label', to: 'labels' },
      { messages: 'call-carrier', to: 'carrier' },
      { messages: 'pack-parcel', to: 'packing' },
    ],
  },
})
