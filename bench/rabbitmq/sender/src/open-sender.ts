import { rabbitMq } from '@critter/runtime/rabbitmq'
import { createApp } from './generated/critter/index.js'
import { OrderPlaced } from './order-placed.js'

export async function openSender(mode: 'inline' | 'durable', url: string) {
  const app = createApp({ transports: { rabbitmq: rabbitMq({ url }) } })
  await app.start()
  const endpoint = app.bus.endpoint(mode)
  return {
    send: (order: { orderId: string; customer: string; amount: number }) =>
      endpoint.send(new OrderPlaced(order)),
    close: () => app.stop(),
  }
}
