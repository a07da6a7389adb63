import {
  defineConfig,
  localQueue,
  natsSubject,
  postgresQueue,
  rabbitmqExchange,
  rabbitmqQueue,
} from '@critter/cli'

export default defineConfig({
  messaging: {
    endpoints: {
      'premium-processing': rabbitmqQueue('images-premium', {
        mode: 'inline',
        listeners: 4,
        listen: true,
      }),
      'basic-processing': rabbitmqQueue('images-basic', {
        mode: 'buffered',
        limits: { max: 1000, restart: 200 },
        listen: true,
      }),
      fulfillment: localQueue({ mode: 'durable', order: 'by-group' }),
      mail: postgresQueue('mail', { mode: 'durable', parallel: 2, listen: true }),
      outgoing: rabbitmqExchange('events', { mode: 'durable' }),
      audit: natsSubject('audit'),
    },
    routes: [
      { messages: 'order-*', to: ['outgoing', 'mail'] },
      { messages: 'generate-image', to: 'basic-processing' },
    ],
    durableOutbox: 'all-senders',
  },
})
