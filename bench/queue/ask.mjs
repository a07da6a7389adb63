import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Runs a script as a process of its own, and resolves with the one thing that it tells. */
export async function ask(script, database, env) {
  const child = fork(script, {
    env: { ...process.env, ...env, NODE_ENV: 'production', DATABASE_URL: database },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const answered = once(child, 'message')
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${script} ended with ${code}`)
  const [answer] = await answered
  return answer
}

/** A peer whose steps are in one script. */
export function peer(script) {
  const step = (name) => (url, options) =>
    ask(script, url, { STEP: JSON.stringify({ step: name, ...options }) })
  return {
    prepare: step('prepare'),
    fill: step('fill'),
    drain: step('drain'),
    latency: step('latency'),
  }
}
