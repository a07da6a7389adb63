import { InvalidAddressError } from '@critter/runtime'
import { expect } from 'vitest'
import { bodiesOf, message, messages } from '../support/workbench.js'
import { behaviours } from './behaviour.js'

// That a listener is given nothing cannot be waited for: in every case another one is given what it was not.
export const listening = behaviours({
  'a listener holds no more unsettled messages than it asked for': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    await peer.send(address, ...messages(5))
    const few = await peer.listen(address, { prefetch: 2 })
    await few.take(2)

    const others = await (await bench.connect()).listen(address)
    await others.take(3)

    expect([...few.bodies, ...others.bodies].toSorted()).toEqual(bodiesOf(messages(5)))
  },

  'settling a message makes room for the next': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    await peer.send(address, ...messages(3))
    const receipts = await peer.listen(address, { prefetch: 1 })

    for (let count = 0; count < 3; count++) await (await receipts.one()).acknowledge()

    expect(receipts.bodies).toEqual(['"m1"', '"m2"', '"m3"'])
  },

  'listeners of one address share its messages': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const listeners = [
      await peer.listen(address, { prefetch: 5 }),
      await peer.listen(address, { prefetch: 5 }),
      await (await bench.connect()).listen(address, { prefetch: 5 }),
    ]

    await peer.send(address, ...messages(15))
    await Promise.all(listeners.map((each) => each.take(5)))

    expect(listeners.flatMap((each) => each.bodies).toSorted()).toEqual(
      bodiesOf(messages(15)).toSorted(),
    )
  },

  'a paused listener takes nothing, and goes on when it is resumed': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const receipts = await peer.listen(address)
    await peer.send(address, message('"before"'))
    await (await receipts.one()).acknowledge()

    await receipts.listener.pause()
    await peer.send(address, message('"meanwhile"'))
    const other = await bench.connect()
    const others = await other.listen(address)
    await (await others.one()).acknowledge()
    await others.listener.stop()
    await peer.send(address, message('"waiting"'))
    await receipts.listener.resume()
    await receipts.one()

    expect(others.bodies).toEqual(['"meanwhile"'])
    expect(receipts.bodies).toEqual(['"before"', '"waiting"'])
  },

  'pausing twice and resuming twice is as good as once': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const receipts = await peer.listen(address)

    await Promise.all([receipts.listener.pause(), receipts.listener.pause()])
    await Promise.all([receipts.listener.resume(), receipts.listener.resume()])
    await peer.send(address, ...messages(2))
    await receipts.take(2)

    expect(receipts.bodies).toEqual(['"m1"', '"m2"'])
  },

  'what was received before a pause can be settled during it': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const receipts = await peer.listen(address)
    await peer.send(address, ...messages(3))
    const [first, second] = await receipts.take(3)

    await receipts.listener.pause()
    await first!.acknowledge()
    await second!.requeue()
    await peer.connection.close()
    const after = await (await bench.connect()).listen(address)
    await after.take(2)

    expect(after.bodies.toSorted()).toEqual(['"m2"', '"m3"'])
  },

  'what a listener holds when it is paused counts when it is resumed': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const receipts = await peer.listen(address, { prefetch: 2 })
    await peer.send(address, ...messages(2))
    await receipts.take(2)

    await receipts.listener.pause()
    await receipts.listener.resume()
    await peer.send(address, message('"m3"'))
    await receipts.all[0]!.acknowledge()
    await receipts.one()

    expect(receipts.bodies).toEqual(['"m1"', '"m2"', '"m3"'])
  },

  'a stopped listener takes nothing more, and what it has can be settled': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const receipts = await peer.listen(address)
    await peer.send(address, ...messages(2))
    const [first] = await receipts.take(2)

    await receipts.listener.stop()
    await peer.send(address, message('"m3"'))
    await first!.acknowledge()
    await peer.connection.close()
    const after = await (await bench.connect()).listen(address)
    await after.take(2)

    expect(receipts.bodies).toEqual(['"m1"', '"m2"'])
    expect(after.bodies.toSorted()).toEqual(['"m2"', '"m3"'])
  },

  'what an address should look like is said where it does not': async (bench) => {
    const { connection } = await bench.connect()
    const ignore = (): void => {}

    await expect(connection.openSender('images')).rejects.toThrow(InvalidAddressError)
    await expect(
      connection.openListener('exchange/events', { prefetch: 1 }, ignore),
    ).rejects.toThrow(/queue\/NAME\?from=events/)
  },
})
