import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, lstat, mkdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { NoDatabaseError } from '../errors.js'
import type { Binaries } from './binaries.js'
import { canReach, type ServerUser } from './server-user.js'

/** Where the server's data lies, and the binaries it runs from. */
export interface ClusterHome {
  readonly directory: string
  readonly binaries: Binaries
}

/**
 * `node_modules/.cache/critter/postgres` of the package we run in. Where root has shut others out of it, so that the
 * server's user could not get there, a folder of the system's temporary ones, with a copy of the binaries.
 */
export async function clusterHome(binaries: Binaries, user: ServerUser): Promise<ClusterHome> {
  const directory = join(packageRoot(), 'node_modules', '.cache', 'critter', 'postgres')
  await mkdir(directory, { recursive: true })
  const isReachable =
    (await canReach(user, directory)) && (await canReach(user, binaries.directory))
  return isReachable ? { directory, binaries } : elsewhere(directory, binaries, user)
}

async function elsewhere(
  directory: string,
  binaries: Binaries,
  user: ServerUser,
): Promise<ClusterHome> {
  const name = `critter-postgres-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`
  for (const parent of new Set([tmpdir(), '/var/tmp', '/tmp'])) {
    if (!existsSync(parent) || !(await canReach(user, parent))) continue
    const moved = join(parent, name)
    await mkdir(moved, { recursive: true, mode: 0o755 })
    if (!(await isOurs(moved))) continue
    const copy = { ...binaries, directory: join(moved, `native-${binaries.majorVersion}`) }
    await copyOnce(binaries.directory, copy.directory)
    return { directory: moved, binaries: copy }
  }
  throw new NoDatabaseError(
    `The embedded Postgres does not run as root, and its user can enter neither ${directory} nor a temporary folder. ` +
      'Run the application as another user, or set DATABASE_URL.',
  )
}

/** Others may write to temporary folders, too: what lies there under our name need not be ours. */
async function isOurs(path: string): Promise<boolean> {
  const found = await lstat(path)
  return found.isDirectory() && found.uid === process.getuid?.()
}

async function copyOnce(from: string, to: string): Promise<void> {
  if (existsSync(to)) return
  const unfinished = `${to}-${process.pid}`
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true })
  // Another process may have been faster; one copy is as good as the other.
  await rename(unfinished, to).catch(() => rm(unfinished, { recursive: true, force: true }))
}

/** The nearest folder with a `package.json`, which is where `npm` would run. */
function packageRoot(): string {
  const start = process.cwd()
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at
    if (dirname(at) === at) return start
  }
}
