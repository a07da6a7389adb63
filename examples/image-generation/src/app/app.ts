import { localQueues, type App } from '@critter/runtime'
import { rabbitMq } from '@critter/runtime/rabbitmq'
import { createApp, type AppOptions } from '../generated/critter/index.js'
import { DemoPainter } from './painter.js'

const url = process.env['RABBITMQ_URL']

/** The whole application, as `main` starts it and as the tests do. */
export function imageApp(overrides: Partial<AppOptions> = {}): App {
  const app: App = createApp({
    services: { painter: new DemoPainter((request) => app.fetch(request)) },
    // Without a broker its queues are durable local ones: nothing else is needed to try this out.
    transports: { rabbitmq: url === undefined ? localQueues() : rabbitMq({ url }) },
    ...overrides,
  })
  return app
}
