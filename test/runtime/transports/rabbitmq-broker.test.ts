// What is RabbitMQ's own: what is made there, what is refused, and what others send.
import { BrokerRefusedError, InvalidAddressError } from '@critter/runtime'
import { rabbitMq, type RabbitMqOptions } from '@critter/runtime/rabbitmq'
import { Connection } from 'rabbitmq-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BrokerTransport } from '../../../packages/runtime/src/messaging/transport.js'
import { urlOf } from './support/broker-urls.js'
import { host, message, Workbench } from './support/workbench.js'

const url = urlOf('rabbitmq')

describe.skipIf(url === undefined)('RabbitMQ', () => {
  let admin: Connection
  let bench: Workbench
  const transport = (options: Partial<RabbitMqOptions> = {}): BrokerTransport =>
    rabbitMq({ url: url!, ...options }) as BrokerTransport

  beforeAll(() => {
    admin = new Connection(url)
    admin.on('error', () => {})
  })
  afterAll(() => admin.close())
  beforeEach(() => {
    bench = new Workbench({
      transport: transport(),
      unreachable: { transport: transport(), at: '' },
      cut: async () => {},
      goAway: async () => {},
      comeBack: async () => {},
      remove: async (queues, exchanges) => {
        for (const queue of queues) {
          await admin.queueDelete(queue)
          await admin.queueDelete(`${queue}.dead-letters`)
        }
        for (const exchange of exchanges) await admin.exchangeDelete({ exchange })
      },
      close: async () => {},
    })
  })
  afterEach(() => bench.close())

  const deadLettersOf = (queue: string) => ({
    'x-dead-letter-exchange': '',
    'x-dead-letter-routing-key': `${queue}.dead-letters`,
  })

  test('a queue is made durable, and what it rejects goes to its dead letters', async () => {
    const queue = bench.queue()
    const peer = await bench.connect()
    await peer.send(`queue/${queue}`, message('"m1"'))

    const found = await admin.basicGet(queue)
    await admin.basicGet({ queue, noAck: true })

    expect(found?.durable).toBe(true)
    await expect(
      admin.queueDeclare({
        queue,
        durable: true,
        arguments: deadLettersOf(queue),
      }),
    ).resolves.toMatchObject({ queue })
  })

  test('a queue and an exchange that are there are used as they are', async () => {
    const queue = bench.queue()
    const exchange = bench.exchange()
    await admin.queueDeclare({ queue, durable: true, arguments: { 'x-max-length': 10 } })
    await admin.exchangeDeclare({ exchange, type: 'fanout', durable: false })
    const peer = await bench.connect()

    const receipts = await peer.listen(`queue/${queue}?from=${exchange}`)
    await peer.send(`exchange/${exchange}`, message('"m1"'))

    expect((await receipts.one()).message.body).toBe('"m1"')
  })

  test('queues are of the type that is asked for', async () => {
    const queue = bench.queue()
    const peer = await bench.connect(transport({ queueType: 'quorum' }))
    const receipts = await peer.listen(`queue/${queue}`)
    await peer.send(`queue/${queue}`, message('"m1"'))
    await (await receipts.one()).acknowledge()

    await expect(
      admin.queueDeclare({
        queue,
        durable: true,
        arguments: { ...deadLettersOf(queue), 'x-queue-type': 'classic' },
      }),
    ).rejects.toThrow(/x-queue-type/)
  })

  test('what somebody else should have made is missed by name', async () => {
    const queue = bench.queue()
    const peer = await bench.connect(transport({ provision: false }))

    const listening = peer.listen(`queue/${queue}`)
    await expect(listening).rejects.toThrow(BrokerRefusedError)
    await expect(listening).rejects.toThrow(new RegExp(`no queue '${queue}'.*provision: false`))
    const sending = peer.send(`queue/${queue}`, message('"m1"'))
    await expect(sending).rejects.toThrow(BrokerRefusedError)
    await expect(sending).rejects.toThrow(new RegExp(`no queue "${queue}".*provision: false`))
  })

  test('without making queues there are no dead letters here: ours take them', async () => {
    const queue = bench.queue()
    await admin.queueDeclare({ queue, durable: true })
    const peer = await bench.connect(transport({ provision: false }))
    await peer.send(`queue/${queue}`, message('"m1"'))

    const received = await (await peer.listen(`queue/${queue}`)).one()

    expect(received.deadLetter).toBeUndefined()
  })

  test('a queue that is deleted is made again by the next message and by its listeners', async () => {
    const queue = bench.queue()
    const peer = await bench.connect()
    const receipts = await peer.listen(`queue/${queue}`)
    const sender = await peer.connection.openSender(`queue/${queue}`)
    await admin.queueDelete(queue)

    // The first may find no queue, and says so; nothing is lost without a word.
    for (;;) {
      const sent = await sender.send(message('"m1"')).catch((error: unknown) => error)
      if (sent === undefined) break
      expect(sent).toBeInstanceOf(BrokerRefusedError)
    }

    expect((await receipts.one()).message.body).toBe('"m1"')
  })

  test('messages of others arrive as text, whatever they say of themselves', async () => {
    const queue = bench.queue()
    const peer = await bench.connect()
    const receipts = await peer.listen(`queue/${queue}`)
    const publisher = admin.createPublisher({ confirm: true })

    await publisher.send({ routingKey: queue, headers: { retries: 3, tags: ['a'] } }, { a: 1 })
    await publisher.send({ routingKey: queue, messageId: 'theirs' }, 'text')
    await publisher.send({ routingKey: queue }, Buffer.from([0xff, 0x41]))
    await publisher.close()
    const received = (await receipts.take(3)).map((each) => each.message)

    expect(received).toEqual([
      { id: '', body: '{"a":1}', headers: { retries: '3', tags: '["a"]' } },
      { id: 'theirs', body: 'text', headers: {} },
      { id: '', body: '\uFFFDA', headers: {} },
    ])
  })

  test.each(['x'.repeat(300), 'CC'])(
    'a header called %s is refused, and other messages are not',
    async (name) => {
      const queue = bench.queue()
      const peer = await bench.connect()
      const sender = await peer.connection.openSender(`queue/${queue}`)

      await expect(sender.send(message('"m1"', { headers: { [name]: '' } }))).rejects.toThrow(
        BrokerRefusedError,
      )
      await sender.send(message('"m2"'))

      const receipts = await peer.listen(`queue/${queue}`)
      expect((await receipts.one()).message.body).toBe('"m2"')
    },
  )

  test('a wrong password is an error at once, and not told to others', async () => {
    const wrong = new URL(url!)
    wrong.password = 'wrong-secret'

    const error = await transport({ url: wrong.toString() })
      .connect(host)
      .catch((found: unknown) => found)

    expect(error).toBeInstanceOf(BrokerRefusedError)
    expect((error as Error).message).toMatch(
      /refused the connection: ACCESS_REFUSED .*Check user and password/,
    )
    expect((error as Error).message).not.toContain('wrong-secret')
  })

  test('a url of something else is none, without being told to others', () => {
    expect(() => rabbitMq({ url: 'http://guest:secret@localhost' })).toThrow(InvalidAddressError)
    expect(() => rabbitMq({ url: 'http://guest:secret@localhost' })).not.toThrow(/secret/)
  })

  test('by convention a message has an exchange, and each application a queue behind it', async () => {
    const name = bench.exchange()
    const billing = transport({ conventions: { application: 'billing' } }).conventions!
    const mailing = transport({ conventions: { application: 'mailing' } }).conventions!
    const peer = await bench.connect()

    const first = await peer.listen(billing.addressToListen(name))
    const second = await peer.listen(mailing.addressToListen(name))
    await peer.send(billing.addressToSend(name), message('"m1"'))

    expect((await first.one()).message.body).toBe('"m1"')
    expect((await second.one()).message.body).toBe('"m1"')
    expect(transport().conventions).toBeUndefined()
    await bench.broker.remove([`${name}.billing`, `${name}.mailing`], [])
  })
})
