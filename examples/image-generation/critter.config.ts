import { defineConfig, rabbitmqQueue } from '@critter/cli'

export default defineConfig({
  messaging: {
    endpoints: {
      // inline: handled before the broker is acknowledged; four listeners, so no strict order
      'premium-processing': rabbitmqQueue('images-premium', {
        mode: 'inline',
        listeners: 4,
        listen: true,
      }),
      // buffered: in memory, stops listening above 1000 and resumes at 200
      'basic-processing': rabbitmqQueue('images-basic', {
        mode: 'buffered',
        limits: { max: 1000, restart: 200 },
        listen: true,
      }),
    },
    durableOutbox: 'all-senders',
  },
})
