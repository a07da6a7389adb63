// How long the generator takes, for projects of several sizes, against `tsc --noEmit` of the same sources. Both are whole
// processes, except for one changed file: there the compiler is kept open, as it is while somebody works.
//
// `cold` means that nothing is kept of the project. What V8 made of TypeScript's own text lies beside the installed package,
// as after any first run of Critter in any project that shares the installation; `cold first run` is without that, and pays
// for writing it, too. On Node 20 tsc keeps nothing of the kind, and compiles its text each time.
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { log, median, ratioOf, summary, versions } from '../harness.mjs'
import { createProject } from './synthetic-project.mjs'

const top = `${import.meta.dirname}/../..`
const critter = `${top}/packages/cli/bin/critter.mjs`
const tsc = `${top}/node_modules/typescript/bin/tsc`
const rounds = { 50: 7, 500: 5, 2000: 3 }
const sizes = Object.keys(rounds).map(Number)
const wall = ({ ms }) => ms
const cpu = ({ cpuMs }) => cpuMs

export default async function run() {
  const measured = {}
  for (const size of sizes) {
    log(`${size} endpoints, ${rounds[size]} rounds`)
    const project = createProject(size)
    try {
      measured[size] = await measure(project, rounds[size])
    } finally {
      project.remove()
    }
  }
  return {
    ratios: Object.fromEntries(sizes.flatMap((size) => ratiosOf(size, measured[size]))),
    ...Object.fromEntries(
      sizes.flatMap((size) => [
        [`${size} endpoints, ms`, summaries(measured[size], wall)],
        [`${size} endpoints, ms of processor time`, summaries(measured[size], cpu)],
      ]),
    ),
    'cold, ms of processor time for one more endpoint': {
      'from 50 to 500': slope(measured, 50, 500),
      'from 500 to 2000': slope(measured, 500, 2000),
    },
    'what is kept': {
      cold: 'nothing of the project, but V8’s code cache of TypeScript, as after any first run',
      'cold first run': 'nothing at all',
      tsc: 'nothing at all: on Node 20 it has no code cache',
    },
    versions: versions('typescript'),
  }
}

async function measure(project, count) {
  const { root } = project
  // The first time writes every file; from then on they are there, as where generated code is committed.
  timed(root, [critter, 'codegen'])
  const open = await openCompiler(root)
  const steps = {
    tsc: () => timed(root, [tsc, '--noEmit', '-p', '.']),
    'cold first run': () => {
      forgetCompiledTypeScript()
      return cold(root)
    },
    cold: () => cold(root),
    // After `cold`, whose cache it finds.
    'nothing changed': () => timed(root, [critter, 'codegen']),
    'one changed': () => {
      project.touch()
      return open.compile()
    },
  }
  const measured = Object.fromEntries(Object.keys(steps).map((name) => [name, []]))
  for (let round = 0; round < count; round++) {
    for (const [name, step] of Object.entries(steps)) measured[name].push(await step())
  }
  await open.close()
  return measured
}

function cold(root) {
  rmSync(`${root}/node_modules/.cache`, { recursive: true, force: true })
  return timed(root, [critter, 'codegen'])
}

/** The next process compiles TypeScript's text, and keeps what comes of it for the others. */
function forgetCompiledTypeScript() {
  const folder = `${top}/node_modules/.cache/critter`
  const kept = readdirSync(folder).filter((name) => /^typescript-.*\.bin$/.test(name))
  for (const name of kept) rmSync(`${folder}/${name}`)
}

function timed(cwd, args) {
  const report = new URL('./report-cpu-time.mjs', import.meta.url).href
  const began = performance.now()
  const stdio = ['ignore', 'ignore', 'inherit', 'pipe']
  const { status, output } = spawnSync(process.execPath, ['--import', report, ...args], {
    cwd,
    stdio,
  })
  const ms = performance.now() - began
  if (status !== 0) throw new Error(`${args[0]} ended with ${status}`)
  return { ms, cpuMs: Number(output[3]) }
}

/** A compiler in a process of its own, which has compiled once. */
async function openCompiler(root) {
  const child = fork(`${import.meta.dirname}/open-compiler.mjs`, [root])
  const answer = async () => {
    const [{ ms, cpuMs, errors }] = await once(child, 'message')
    if (errors > 0) throw new Error(`${errors} errors`)
    return { ms, cpuMs }
  }
  await answer()
  return {
    compile() {
      child.send('compile')
      return answer()
    },
    async close() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

function ratiosOf(size, { tsc: theirs, ...ours }) {
  return Object.entries(ours).map(([name, rounds]) => {
    return [`tsc/${name.replaceAll(' ', '-')}-${size}`, ratioOf(theirs.map(wall), rounds.map(wall))]
  })
}

function summaries(measured, of) {
  return Object.fromEntries(
    Object.entries(measured).map(([name, rounds]) => [name, summary(rounds.map(of))]),
  )
}

function slope(measured, from, to) {
  const cold = (size) => median(measured[size].cold.map(cpu))
  return (cold(to) - cold(from)) / (to - from)
}
