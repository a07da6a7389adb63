// rabbitmq-client and nothing else: confirmed, persistent, and as many at a time as Critter has.
import { Connection } from 'rabbitmq-client'

const queue = 'critter-bench-alone'

export async function openSender(url) {
  const connection = new Connection(url)
  const publisher = connection.createPublisher({ confirm: true })
  const envelope = { routingKey: queue, durable: true, mandatory: true }
  return {
    send: (order) => publisher.send(envelope, order),
    async close() {
      await publisher.close()
      await connection.close()
    },
  }
}

export async function openReceiver(url, tally) {
  const connection = new Connection(url)
  const consumer = connection.createConsumer(
    { queue, queueOptions: { passive: true }, qos: { prefetchCount: 50 }, concurrency: 50 },
    async ({ body }) => tally.add(body),
  )
  return {
    async close() {
      await consumer.close()
      await connection.close()
    },
  }
}
