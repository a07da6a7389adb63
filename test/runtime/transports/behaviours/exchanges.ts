import { expect } from 'vitest'
import { message } from '../support/workbench.js'
import { behaviours } from './behaviour.js'

export const exchanges = behaviours({
  'an exchange gives a message to every queue that asks for it': async (bench) => {
    const exchange = bench.exchange()
    const peer = await bench.connect()
    const first = await peer.listen(`queue/${bench.queue()}?from=${exchange}`)
    const second = await peer.listen(`queue/${bench.queue()}?from=${exchange}`)

    await peer.send(`exchange/${exchange}`, message('"m1"'), message('"m2"', { topic: 'any' }))
    await first.take(2)
    await second.take(2)

    expect(first.bodies).toEqual(['"m1"', '"m2"'])
    expect(second.bodies).toEqual(['"m1"', '"m2"'])
  },

  'a queue gets the messages whose topic it asks for': async (bench) => {
    const exchange = bench.exchange()
    const peer = await bench.connect()
    const placed = await peer.listen(`queue/${bench.queue()}?from=${exchange}&topic=order.placed`)
    const orders = await peer.listen(`queue/${bench.queue()}?from=${exchange}&topic=order.*`)
    const europe = await peer.listen(`queue/${bench.queue()}?from=${exchange}&topic=*.*.eu`)
    const everything = await peer.listen(`queue/${bench.queue()}?from=${exchange}&topic=%23`)

    const topics = ['order.placed', 'order.shipped', 'order.placed.eu', 'refund.made.eu', undefined]
    await peer.send(
      `exchange/${exchange}`,
      ...topics.map((topic) => message(JSON.stringify(topic ?? 'none'), { topic })),
    )
    await everything.take(5)
    await orders.take(2)
    await europe.take(2)
    await placed.take(1)

    expect(placed.bodies).toEqual(['"order.placed"'])
    expect(orders.bodies).toEqual(['"order.placed"', '"order.shipped"'])
    expect(europe.bodies).toEqual(['"order.placed.eu"', '"refund.made.eu"'])
    expect(everything.bodies).toEqual(topics.map((topic) => JSON.stringify(topic ?? 'none')))
  },

  'a pattern that ends in # is for any number of further words, none too': async (bench) => {
    const exchange = bench.exchange()
    const peer = await bench.connect()
    const orders = await peer.listen(`queue/${bench.queue()}?from=${exchange}&topic=order.%23`)

    await peer.send(
      `exchange/${exchange}`,
      message('"m1"', { topic: 'order' }),
      message('"m2"', { topic: 'refund' }),
      message('"m3"', { topic: 'order.placed.eu' }),
    )
    await orders.take(2)

    expect(orders.bodies).toEqual(['"m1"', '"m3"'])
  },

  'a queue that asks for several topics gets a message once, and what is sent to it itself': async (
    bench,
  ) => {
    const exchange = bench.exchange()
    const queue = bench.queue()
    const peer = await bench.connect()
    const receipts = await peer.listen(
      `queue/${queue}?from=${exchange}&topic=order.*&topic=*.placed`,
    )

    await peer.send(
      `exchange/${exchange}`,
      message('"both"', { topic: 'order.placed' }),
      message('"one"', { topic: 'order.shipped' }),
    )
    await peer.send(`queue/${queue}`, message('"direct"'))
    await receipts.take(3)

    expect(receipts.bodies.toSorted()).toEqual(['"both"', '"direct"', '"one"'])
  },

  'a queue gets what it asks for while nobody listens': async (bench) => {
    const exchange = bench.exchange()
    const address = `queue/${bench.queue()}?from=${exchange}&topic=order.%23`
    const before = await bench.connect()
    await before.listen(address)
    await before.connection.close()

    const peer = await bench.connect()
    await peer.send(`exchange/${exchange}`, message('"meanwhile"', { topic: 'order.placed' }))
    const receipts = await peer.listen(address)

    expect((await receipts.one()).message.body).toBe('"meanwhile"')
  },

  'the listeners of a queue share what comes from an exchange': async (bench) => {
    const exchange = bench.exchange()
    const address = `queue/${bench.queue()}?from=${exchange}`
    const peer = await bench.connect()
    const first = await peer.listen(address, { prefetch: 2 })
    const second = await peer.listen(address, { prefetch: 2 })

    await peer.send(
      `exchange/${exchange}`,
      ...['"1"', '"2"', '"3"', '"4"'].map((body) => message(body)),
    )
    await first.take(2)
    await second.take(2)

    expect([...first.bodies, ...second.bodies].toSorted()).toEqual(['"1"', '"2"', '"3"', '"4"'])
  },

  'what no queue asks for is confirmed, and gone': async (bench) => {
    const exchange = bench.exchange()
    const peer = await bench.connect()

    await peer.send(`exchange/${exchange}`, message('"nobody"'))
    const late = await peer.listen(`queue/${bench.queue()}?from=${exchange}`)
    await peer.send(`exchange/${exchange}`, message('"somebody"'))

    expect((await late.one()).message.body).toBe('"somebody"')
  },
})
