import { BrokerUnavailableError } from '@critter/runtime'
import { expect } from 'vitest'
import type { RoutedMessage, Sender } from '../../../../packages/runtime/src/messaging/transport.js'
import { bodiesOf, host, message, messages } from '../support/workbench.js'
import { behaviours } from './behaviour.js'

export const faults = behaviours({
  'a broker that cannot be reached is an error that says where it was looked for and what to do':
    async ({ broker }) => {
      const { transport, at } = broker.unreachable

      const error = await transport.connect(host).catch((found: unknown) => found)

      expect(error).toBeInstanceOf(BrokerUnavailableError)
      expect((error as Error).message).toContain(at)
      expect((error as Error).message).toMatch(/Start|Call|start/)
      expect((error as Error).message).not.toContain('secret')
    },

  'what is unsettled when the connection breaks is delivered again': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const receipts = await peer.listen(address)
    await peer.send(address, ...messages(2))
    await receipts.take(2)

    await bench.broker.cut()
    await receipts.take(2)

    expect(receipts.bodies.slice(2).toSorted()).toEqual(['"m1"', '"m2"'])
  },

  'settling what came on a broken connection rejects': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const receipts = await peer.listen(address)
    await peer.send(address, message('"m1"'))
    const stale = await receipts.one()

    await bench.broker.cut()
    const fresh = await receipts.one()

    await expect(stale.acknowledge()).rejects.toThrow(BrokerUnavailableError)
    await expect(stale.requeue()).rejects.toThrow(BrokerUnavailableError)
    await fresh.acknowledge()
  },

  'what came before the connection broke can be settled after it, or comes again and then can':
    async (bench) => {
      const address = `queue/${bench.queue()}`
      const peer = await bench.connect()
      const receipts = await peer.listen(address)
      await peer.send(address, ...messages(3))
      const stale = await receipts.take(3)

      await bench.broker.cut()
      await sendUntilConfirmed(await peer.connection.openSender(address), message('"end"'))
      await receipts.until(() => receipts.bodies.includes('"end"'))
      await Promise.allSettled(stale.map((each) => each.acknowledge()))
      await Promise.allSettled(receipts.all.slice(3).map((each) => each.acknowledge()))
      await peer.connection.close()
      const after = await bench.connect()
      await after.send(address, message('"new"'))
      const left = await after.listen(address)
      await left.until(() => left.bodies.includes('"new"'))

      expect(left.bodies).toEqual(['"new"'])
    },

  'what a listener had that died without a word is delivered to another': async (bench) => {
    const address = `queue/${bench.queue()}`
    const dead = await bench.connect()
    const before = await dead.listen(address)
    await dead.send(address, ...messages(2))
    await before.take(2)

    await bench.broker.goAway()
    const after = await (await bench.connect(bench.broker.direct)).listen(address)
    await after.take(2)
    for (const each of after.all) await each.acknowledge()
    await bench.broker.comeBack()

    expect(after.bodies.toSorted()).toEqual(['"m1"', '"m2"'])
  },

  'a listener goes on when the broker has come back': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const receipts = await peer.listen(address)
    await peer.send(address, message('"before"'))
    await (await receipts.one()).acknowledge()

    await bench.broker.goAway()
    await bench.broker.comeBack()
    await sendUntilConfirmed(await peer.connection.openSender(address), message('"after"'))
    await receipts.until(() => receipts.bodies.includes('"after"'))

    expect(receipts.bodies[0]).toBe('"before"')
  },

  'a paused listener stays paused when the connection breaks': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const receipts = await peer.listen(address)
    await receipts.listener.pause()

    await bench.broker.cut()
    await sendUntilConfirmed(await peer.connection.openSender(address), message('"m1"'))
    const others = await (await bench.connect()).listen(address)
    await (await others.one()).acknowledge()
    await others.listener.stop()
    await receipts.listener.resume()
    await sendUntilConfirmed(await peer.connection.openSender(address), message('"m2"'))
    await receipts.until(() => receipts.bodies.includes('"m2"'))

    expect(receipts.bodies).not.toContain('"m1"')
  },

  'a listener can be stopped, and its connection closed, while the broker is away': async (
    bench,
  ) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const receipts = await peer.listen(address)

    await bench.broker.goAway()
    await receipts.listener.stop()
    await peer.connection.close()
    await bench.broker.comeBack()
    const other = await bench.connect()
    await other.send(address, message('"m1"'))

    expect((await (await other.listen(address)).one()).message.body).toBe('"m1"')
    expect(receipts.bodies).toEqual([])
  },

  'what is sent while the broker is away rejects, or is confirmed when it is back': async (
    bench,
  ) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const sender = await peer.connection.openSender(address)

    await bench.broker.goAway()
    const sent = messages(10)
    const sending = Promise.allSettled(sent.map((each) => sender.send(each)))
    const back = setTimeout(() => void bench.broker.comeBack(), 100)
    const outcomes = await sending
    clearTimeout(back)
    await bench.broker.comeBack()
    const refused = sent.filter((_, index) => outcomes[index]!.status === 'rejected')
    for (const each of refused) await sendUntilConfirmed(sender, each)
    const receipts = await (await bench.connect()).listen(address)
    await receipts.until(() => new Set(receipts.bodies).size === 10)

    expect(
      outcomes.every(
        (each) => each.status === 'fulfilled' || each.reason instanceof BrokerUnavailableError,
      ),
    ).toBe(true)
    expect([...new Set(receipts.bodies)].toSorted()).toEqual(bodiesOf(messages(10)).toSorted())
  },

  'nothing confirmed is lost when connections break again and again': async (bench) => {
    const address = `queue/${bench.queue()}`
    const peer = await bench.connect()
    const other = await bench.connect()
    const sender = await peer.connection.openSender(address)
    const receipts = await other.listen(address, { prefetch: 20 })
    const handled = new Set<string>()
    const handling = (async () => {
      while (handled.size < 300) {
        const received = await receipts.one()
        handled.add(received.message.id)
        // Whether the broker has heard of it is not known where this rejects: it is done, or comes again.
        await received.acknowledge().catch(() => {})
      }
    })()

    const sent = messages(300)
    for (const [index, each] of sent.entries()) {
      if (index % 60 === 30) await bench.broker.cut()
      await sendUntilConfirmed(sender, each)
    }
    await handling

    expect(handled).toEqual(new Set(sent.map(({ id }) => id)))
  },
})

/** As the outbox does. */
async function sendUntilConfirmed(sender: Sender, sent: RoutedMessage): Promise<void> {
  for (;;) {
    try {
      await sender.send(sent)
      return
    } catch (error) {
      if (!(error instanceof BrokerUnavailableError)) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}
