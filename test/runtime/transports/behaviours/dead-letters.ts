import { expect } from 'vitest'
import { message, messages } from '../support/workbench.js'
import { behaviours } from './behaviour.js'

export const deadLetters = behaviours({
  'a dead letter is kept by the broker and not delivered again': async (bench) => {
    const queue = bench.queue()
    const peer = await bench.connect()
    const receipts = await peer.listen(`queue/${queue}`)
    const sent = message('{"half":', { headers: { 'message-name': 'order-placed' } })
    await peer.send(`queue/${queue}`, sent, ...messages(1))
    const [bad] = await receipts.take(2)

    await bad!.deadLetter!('unreadable: Grüße\n')
    await peer.connection.close()
    const after = await (await bench.connect()).listen(`queue/${queue}`)
    await after.take(1)
    const [kept] = await bench.broker.deadLettersOf!(queue)

    expect(after.bodies).toEqual(['"m1"'])
    expect(kept!.id).toBe(sent.id)
    expect(kept!.body).toBe(sent.body)
    expect(kept!.headers).toEqual({ ...sent.headers, 'dead-letter-reason': 'unreadable: Grüße\n' })
  },
})
