// One contestant in a process of its own. Is asked to send so many orders, or to receive so many that wait, and tells how
// many a second that were.
import * as alone from './alone.mjs'

const inFlight = 100
const url = process.env.RABBITMQ_URL
const [name] = process.argv.slice(2)
const { openSender, openReceiver } = await contestant(name)
const sender = await openSender(url)

process.on('message', async ({ send, receive }) => {
  if (send !== undefined) process.send((await sendAll(send)) ?? null)
  else if (receive !== undefined) process.send(await receiveAll(receive))
  else {
    await sender.close()
    process.disconnect()
  }
})
process.send('ready')

async function contestant(name) {
  if (name === 'rabbitmq-client') return alone
  const { openSender } = await import('./sender/dist/open-sender.js')
  const { openReceiver } = await import('./receiver/dist/open-receiver.js')
  return { openSender: (url) => openSender(name, url), openReceiver }
}

/** Until the last is handed over; whether the broker has them, the driver looks. */
async function sendAll(count) {
  let next = 0
  const lane = async () => {
    while (next < count) {
      const order = { orderId: `order-${next++}`, customer: 'Grace Hopper', amount: 1250 }
      await sender.send(order)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
}

/** From the first to the last that is handled. */
async function receiveAll(count) {
  const seen = new Set()
  let firstAt = 0
  let finish
  const done = new Promise((resolve) => (finish = resolve))
  const receiver = await openReceiver(url, {
    add({ orderId }) {
      if (seen.size === 0) firstAt = performance.now()
      seen.add(orderId)
      if (seen.size === count) finish(performance.now())
    },
  })
  const ms = (await done) - firstAt
  await receiver.close()
  return ((count - 1) / ms) * 1000
}
