// Orders sent to a queue of RabbitMQ, a hundred at a time, until the broker has the last; then handled, fifty at a time, from
// the first to the last. Critter inline, where the broker's answer is waited for, and durable, where a row in Postgres goes
// before and after; against rabbitmq-client alone, confirmed and persistent, which writes to no database.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Connection } from 'rabbitmq-client'
import { prepareWith, versionOfPostgres, withDatabase } from '../databases.mjs'
import { interleave, log, ratioOf, summary, versions } from '../harness.mjs'
import { buildCritter } from '../servers.mjs'

const rounds = 12
const count = 3000
const here = import.meta.dirname
const url = process.env.RABBITMQ_URL ?? 'amqp://guest:guest@127.0.0.1:5672'
const queues = {
  'rabbitmq-client': 'critter-bench-alone',
  inline: 'critter-bench-inline',
  durable: 'critter-bench-durable',
}
const names = Object.keys(queues)

export default function run() {
  for (const each of ['sender', 'receiver']) buildCritter(`${here}/${each}`)
  process.env.RABBITMQ_URL = url
  const fill = (database) => prepareWith(`${here}/receiver/dist/prepare-database.js`, database)
  return withDatabase(fill, (database) => withQueues((broker) => measureAll(database, broker)))
}

async function measureAll(database, broker) {
  const workers = {}
  try {
    for (const name of names) workers[name] = await startWorker(name, database)
    log(`${names.length} contestants, ${rounds} rounds of ${count} messages`)
    for (const name of names) await measure(workers[name], name, broker)
    const measured = await interleave(rounds, names, (name) => measure(workers[name], name, broker))

    const of = (name, what) => measured[name].map((each) => each[what])
    const table = (value) =>
      Object.fromEntries(
        ['sent', 'received'].flatMap((what) =>
          names.map((name) => [`${name}/${what}`, value(name, what)]),
        ),
      )
    const {
      'rabbitmq-client/sent': _sent,
      'rabbitmq-client/received': _received,
      ...ratios
    } = table((name, what) => ratioOf(of(name, what), of('rabbitmq-client', what)))
    return {
      ratios,
      'messages per second': table((name, what) => summary(of(name, what))),
      versions: {
        ...versions('rabbitmq-client', 'pg'),
        postgres: await versionOfPostgres(database),
      },
    }
  } finally {
    for (const worker of Object.values(workers)) await worker.stop()
  }
}

async function measure(worker, name, broker) {
  const startedAt = performance.now()
  await worker.ask({ send: count })
  await broker.has(queues[name], count)
  const sent = (count / (performance.now() - startedAt)) * 1000
  const received = await worker.ask({ receive: count })
  await broker.has(queues[name], 0)
  return { sent, received }
}

/** The same kind of queue for all; and a look at what is in one. */
async function withQueues(work) {
  const connection = new Connection(url)
  for (const queue of Object.values(queues)) {
    await connection.queueDelete(queue)
    await connection.queueDeclare({ queue, durable: true })
  }
  const countOf = async (queue) => {
    const { messageCount } = await connection.queueDeclare({ queue, passive: true })
    return messageCount
  }
  const has = async (queue, expected) => {
    while ((await countOf(queue)) !== expected)
      await new Promise((resolve) => setTimeout(resolve, 5))
  }
  try {
    return await work({ has })
  } finally {
    for (const queue of Object.values(queues)) {
      await connection.queueDelete(queue)
      await connection.queueDelete(`${queue}.dead-letters`)
    }
    await connection.close()
  }
}

async function startWorker(name, database) {
  const child = fork(`${here}/worker.mjs`, [name], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: database },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  return {
    async ask(message) {
      child.send(message)
      const [answer] = await once(child, 'message')
      return answer
    },
    async stop() {
      if (child.exitCode !== null) return
      child.send({})
      await once(child, 'exit')
    },
  }
}
