import { expect } from 'vitest'
import { bodiesOf, message, messages } from '../support/workbench.js'
import { behaviours } from './behaviour.js'

export const delivery = behaviours({
  'a message arrives as it was sent, with its id, its body and every header': async (bench) => {
    const address = `queue/${bench.queue()}`
    const sent = message('{"name":"Grace","amount":12.50}', {
      id: '0193d5a4-0000-7000-8000-000000000001',
      headers: {
        'message-name': 'order-placed',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        'x-Mixed-Case': 'Kept',
        empty: '',
        numeric: '12',
      },
      group: 'customer-1',
    })
    const peer = await bench.connect()

    await peer.send(address, sent)
    const { message: received } = await (await peer.listen(address)).one()

    expect(received).toEqual({ id: sent.id, body: sent.body, headers: sent.headers })
  },

  'bodies and headers hold any text': async (bench) => {
    const address = `queue/${bench.queue()}`
    const headers = {
      customer: 'Grüße, 山田 👩‍🚀',
      spaced: '  on both sides  ',
      lines: 'first\r\nsecond\ttab',
      signs: '100% "quoted" a=b&c; {"json":[1]}',
    }
    const body = JSON.stringify({ text: 'naïve – 東京 – 🚀 – \u0001 – \\u0000' })
    const peer = await bench.connect()

    await peer.send(address, message(body, { headers }))
    const { message: received } = await (await peer.listen(address)).one()

    expect(received.body).toBe(body)
    expect(received.headers).toEqual(headers)
  },

  'a body that is not JSON arrives, for the receiver to judge': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()

    await peer.send(address, message('{"half":'), message(''))
    const received = await (await peer.listen(address)).take(2)

    expect(bodiesOf(received.map((each) => each.message))).toEqual(['{"half":', ''])
  },

  'a body of 900 kB arrives whole': async (bench) => {
    const address = `queue/${bench.queue()}`
    const body = JSON.stringify('é'.repeat(450_000))
    const peer = await bench.connect()

    await peer.send(address, message(body))
    const { message: received } = await (await peer.listen(address)).one()

    expect(received.body === body).toBe(true)
  },

  'messages of one sender arrive in the order of their sending': async (bench) => {
    const address = `queue/${bench.queue()}`
    const sent = messages(200)
    const peer = await bench.connect()
    const receipts = await peer.listen(address)

    await peer.send(address, ...sent)
    await receipts.take(200)

    expect(receipts.bodies).toEqual(bodiesOf(sent))
  },

  'thousands of messages arrive, each once': async (bench) => {
    const address = `queue/${bench.queue()}`
    const sent = messages(5000)
    const peer = await bench.connect()
    const receipts = await peer.listen(address, { prefetch: 100 })

    const sending = peer.send(address, ...sent)
    for (let count = 0; count < 5000; count++) await (await receipts.one()).acknowledge()
    await sending

    expect(receipts.bodies.toSorted()).toEqual(bodiesOf(sent).toSorted())
  },

  'a confirmed message is there, whoever sent it has gone, and nobody has listened yet': async (
    bench,
  ) => {
    const address = `queue/${bench.queue()}`
    const sender = await bench.connect()
    await sender.send(address, message('"kept"'))
    await sender.connection.close()

    const receipts = await (await bench.connect()).listen(address)

    expect((await receipts.one()).message.body).toBe('"kept"')
  },

  'an acknowledged message does not come again, what is unsettled does': async (bench) => {
    const address = `queue/${bench.queue()}`
    const first = await bench.connect()
    const before = await first.listen(address)
    await first.send(address, ...messages(3))
    const [done] = await before.take(3)
    await done!.acknowledge()
    await first.connection.close()

    const after = await (await bench.connect()).listen(address)
    await after.take(2)

    expect(after.bodies.toSorted()).toEqual(['"m2"', '"m3"'])
  },

  'a requeued message is delivered again as it was': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const receipts = await peer.listen(address)
    await peer.send(address, message('"again"', { headers: { attempt: '1' } }))

    const first = await receipts.one()
    await first.requeue()
    const second = await receipts.one()
    await second.acknowledge()

    expect(second.message).toEqual(first.message)
  },

  'a requeued message may go to another listener': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const first = await peer.listen(address, { prefetch: 1 })
    await peer.send(address, message('"again"'))
    const received = await first.one()
    const second = await (await bench.connect()).listen(address, { prefetch: 1 })

    await first.listener.pause()
    await received.requeue()

    expect((await second.one()).message.body).toBe('"again"')
  },
})
