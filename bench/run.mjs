// npm run bench -- NAME [--json]: runs bench/NAME/bench.mjs and prints what it found. Ratios are ours/theirs in speed, so
// higher is better. With --json the result is one object on standard output, and everything else goes to standard error.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { log, print } from './harness.mjs'

const here = import.meta.dirname
const names = readdirSync(here).filter((name) => existsSync(`${here}/${name}/bench.mjs`))
const [name, ...flags] = process.argv.slice(2)
if (!names.includes(name)) {
  console.error(`npm run bench -- NAME [--json], with NAME one of ${names.join(', ')}`)
  process.exit(2)
}

installPeers()
buildPackages()
const { default: run } = await import(`./${name}/bench.mjs`)
const result = { benchmark: name, ...(await run()) }
if (flags.includes('--json')) console.log(JSON.stringify(result, null, 2))
else print(result)

/** The peers are not part of the workspaces: nobody who works on Critter should have to install NestJS. */
function installPeers() {
  const installed = `${here}/node_modules/.package-lock.json`
  const isFresh =
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(`${here}/package-lock.json`).mtimeMs
  if (isFresh) return
  log('installing the peers')
  npm(['ci', '--prefix', here, '--workspaces=false'])
}

function buildPackages() {
  log('building the packages')
  npm(['run', 'build', '--silent', '--prefix', `${here}/..`])
}

function npm(args) {
  execFileSync('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
}
