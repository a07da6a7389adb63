// The TypeScript of the compiler, loaded the fast way. Not in src, because no source can say it: this is the module
// `typescript`, types and all (typescript.d.mts), and yet no import of it.
//
// - `require` instead of `import`, which would look through nine megabytes for the names of exports (0.3 s, Node 20.20).
// - What V8 made of the text in an earlier process lies in node_modules/.cache/critter (0.2 s of 0.25 s). Node 22 has
//   `module.enableCompileCache()` for this, which may take over when Node 20 goes.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'

const require = createRequire(import.meta.url)
const file = require.resolve('typescript')
const cacheFile = nameOfCache()
/** @type {Script | undefined} What still can be kept. */
let unkept

export default require.cache[file]?.exports ?? load()

function load() {
  const cachedData = readCache()
  const source = Module.wrap(readFileSync(file, 'utf8'))
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) })
  // V8 refuses what another version of it, or one with other flags, has written.
  if (cachedData === undefined || script.cachedDataRejected) unkept = script

  const module = new Module(file)
  module.filename = file
  module.paths = Module._nodeModulePaths(dirname(file))
  const run = script.runInThisContext()
  run.call(module.exports, module.exports, createRequire(file), module, file, dirname(file))
  module.loaded = true
  require.cache[file] = module
  return module.exports
}

export function keepCompiledTypeScript() {
  if (unkept === undefined || cacheFile === undefined) return
  const data = unkept.createCachedData()
  unkept = undefined
  const temporary = `${cacheFile}.${process.pid}.tmp`
  try {
    mkdirSync(dirname(cacheFile), { recursive: true })
    writeFileSync(temporary, Buffer.concat([hashOf(data), data]))
    renameSync(temporary, cacheFile)
  } catch {
    // A read-only node_modules: every process compiles for itself.
    rmSync(temporary, { force: true })
  }
}

/** `undefined` also for a file that is not as it was written: V8 itself does not look, and would fall over it. */
function readCache() {
  if (cacheFile === undefined) return undefined
  try {
    const content = readFileSync(cacheFile)
    const data = content.subarray(hashLength)
    return hashOf(data).equals(content.subarray(0, hashLength)) ? data : undefined
  } catch {
    return undefined
  }
}

const hashLength = 32

/** @param {Buffer} data */
function hashOf(data) {
  return createHash('sha256').update(data).digest()
}

/** Beside the installed package; `undefined` where it is not in a node_modules folder, as with Plug'n'Play. */
function nameOfCache() {
  const end = file.lastIndexOf('/node_modules/')
  if (end < 0) return undefined
  const { size, mtimeMs } = statSync(file)
  const of = [size, mtimeMs, process.version, process.arch, process.execArgv.join(' ')].join('\n')
  const name = createHash('sha256').update(of).digest('hex').slice(0, 16)
  return join(file.slice(0, end), 'node_modules/.cache/critter', `typescript-${name}.bin`)
}
