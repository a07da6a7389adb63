// From the start of a process to its first answered request, which reads from and writes to the database. The tables are
// there already, and NODE_ENV is "production", as where processes come and go.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { interleave, log, median, ratioOf, summary, versions } from '../harness.mjs'
import { build, contestants } from '../http/contestants.mjs'
import { withDatabases } from '../http/databases.mjs'
import { reservations } from '../http/requests.mjs'
import { encodePost } from '../load.mjs'
import { freePort } from '../servers.mjs'

const rounds = 21
const names = ['critter', 'by-hand', 'nestjs']

export default async function run() {
  build()
  return withDatabases(names, async (databases) => {
    log(`${names.length} servers, each started ${rounds + 1} times`)
    for (const name of names) await firstAnswer(name, databases[name])
    const measured = await interleave(rounds, names, (name) => firstAnswer(name, databases[name]))

    const { critter, ...peers } = measured
    const ratios = Object.entries(peers).map(([name, ms]) => [name, ratioOf(ms, critter)])
    const later = critter.map((ms, round) => ms - measured['by-hand'][round])
    return {
      ratios: Object.fromEntries(ratios),
      'first answer after, ms': Object.fromEntries(
        names.map((name) => [name, summary(measured[name])]),
      ),
      'ours after the one by hand, ms': median(later),
      versions: versions('fastify', 'pg', '@nestjs/core', '@nestjs/platform-fastify'),
    }
  })
}

async function firstAnswer(name, database) {
  const { main, env = {} } = contestants[name]
  const port = await freePort()
  const request = encodePost('/api/reservations', reservations[0], port)
  const began = performance.now()
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, ...env, NODE_ENV: 'production', DATABASE_URL: database, PORT: port },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    while (!(await answers(port, request))) {
      if (child.exitCode !== null) throw new Error(`${name} ended before it answered`)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    return performance.now() - began
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }
}

/** Whether somebody listens and answers 201. */
function answers(port, request) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.on('connect', () => socket.write(request))
    socket.on('error', () => resolve(false))
    socket.on('data', (answer) => {
      socket.destroy()
      if (answer.toString('latin1').startsWith('HTTP/1.1 201 ')) resolve(true)
      else reject(new Error(answer.toString('latin1')))
    })
  })
}
