import { rabbitMq } from '@critter/runtime/rabbitmq'
import { createApp } from './generated/critter/index.js'
import type { Tally } from './order.handler.js'

export async function openReceiver(url: string, tally: Tally) {
  const app = createApp({ services: { tally }, transports: { rabbitmq: rabbitMq({ url }) } })
  await app.start()
  return { close: () => app.stop() }
}
