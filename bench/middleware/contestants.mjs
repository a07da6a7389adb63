// Each contestant in a process of its own, with a route for every number of middleware.
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'

const here = import.meta.dirname
const top = `${here}/../..`

const contestants = {
  critter: `${here}/critter/dist/main.js`,
  fastify: `${here}/fastify.mjs`,
  hono: `${here}/hono.mjs`,
  nestjs: `${here}/nestjs.mjs`,
}
export const names = Object.keys(contestants)

export function build() {
  run(`${top}/packages/cli/bin/critter.mjs`, ['codegen', '--root', `${here}/critter`])
  run(`${top}/node_modules/typescript/bin/tsc`, ['-p', `${here}/critter`])
}

function run(script, args) {
  execFileSync(process.execPath, [script, ...args], { cwd: here, stdio: ['ignore', 2, 2] })
}

export function start(name, { port, database }) {
  const measuring = new URL('../http/report-cpu-usage.mjs', import.meta.url).href
  const child = fork(contestants[name], {
    execArgv: ['--import', measuring],
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: database, PORT: port },
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
