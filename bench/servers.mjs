// Servers under measurement, each in a process of its own.
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

const top = `${import.meta.dirname}/..`

/** Generates the code of an application of Critter's, and compiles it. */
export function buildCritter(folder) {
  run(`${top}/packages/cli/bin/critter.mjs`, ['codegen', '--root', folder])
  compile(folder)
}

export function compile(folder) {
  run(`${top}/node_modules/typescript/bin/tsc`, ['-p', folder])
}

function run(script, args) {
  execFileSync(process.execPath, [script, ...args], { stdio: ['ignore', 2, 2] })
}

/** Starts a server that listens on `port`; `cpuUsage` asks it for its processor time in milliseconds. */
export function startServer(main, { port, database, env = {}, execArgv = [] }) {
  const measuring = new URL('./report-cpu-usage.mjs', import.meta.url).href
  const child = fork(main, {
    execArgv: ['--import', measuring, ...execArgv],
    env: { ...process.env, ...env, NODE_ENV: 'production', DATABASE_URL: database, PORT: port },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return {
    port,
    async cpuUsage() {
      child.send('cpu-usage')
      const [ms] = await once(child, 'message')
      return ms
    },
    async stop() {
      if (child.exitCode !== null) return
      child.kill()
      await once(child, 'exit')
    },
  }
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

export async function listening(port, withinMs = 20_000) {
  const until = performance.now() + withinMs
  while (!(await accepts(port))) {
    if (performance.now() > until) throw new Error(`nothing listens on port ${port}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}
