import { defineConfig, rabbitmqQueue } from '@critter/cli'

export default defineConfig({
  messaging: {
    endpoints: {
      inline: rabbitmqQueue('critter-bench-inline', { mode: 'inline' }),
      durable: rabbitmqQueue('critter-bench-durable', { mode: 'durable' }),
    },
  },
})
