import { defineConfig, rabbitmqQueue } from '@critter/cli'

export default defineConfig({
  messaging: {
    endpoints: {
      inline: rabbitmqQueue('critter-bench-inline', {
        mode: 'inline',
        listeners: 50,
        listen: true,
      }),
      durable: rabbitmqQueue('critter-bench-durable', {
        mode: 'durable',
        parallel: 50,
        listen: true,
      }),
    },
  },
})
