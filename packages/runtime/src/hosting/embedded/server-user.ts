import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { promisify } from 'node:util'
import { NoDatabaseError } from '../errors.js'

const run = promisify(execFile)

/** Whom the server runs as; `{}` is whoever runs this process. */
export interface ServerUser {
  readonly uid?: number
  readonly gid?: number
}

/** Postgres refuses to run as root: then it runs as the user `postgres`, who is created when there is none. */
export async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {}
  const known = await idsOf('postgres')
  if (known !== undefined) return known
  // The first is what most distributions have, the second Alpine's.
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
    .catch(() => run('adduser', ['-S', '-D', '-H', 'postgres']))
    .catch(() => {})
  const created = (await idsOf('postgres')) ?? (await idsOf('nobody'))
  if (created !== undefined) return created
  throw new NoDatabaseError(
    'The embedded Postgres does not run as root, and no user "postgres" could be created. ' +
      'Run the application as another user, or set DATABASE_URL.',
  )
}

async function idsOf(name: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

/** Whether the user may enter every folder above a path, which another user's home or `mktemp -d` does not let them. */
export async function canReach(user: ServerUser, path: string): Promise<boolean> {
  if (user.uid === undefined) return true
  for (let at = resolve(path); ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (dirname(at) === at) return true
  }
}
