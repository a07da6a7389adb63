import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { unless } from './binaries.js'

/** Longer than the longest work under a lock: creating a cluster takes some seconds. */
const staleAfterMs = 120_000

// Within one process, one at a time: the file says only which process holds the lock.
let queue: Promise<unknown> = Promise.resolve()

/** Runs `work` while no other process holds the lock file. A lock of a process that is gone, or is old, counts for nothing. */
export function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const result = queue.then(async () => {
    await acquire(file)
    try {
      return await work()
    } finally {
      await rm(file, { force: true })
    }
  })
  queue = result.catch(() => {})
  return result
}

async function acquire(file: string): Promise<void> {
  for (;;) {
    const isMine = await writeFile(file, String(process.pid), { flag: 'wx' }).then(
      () => true,
      (error: unknown) => (unless('EEXIST')(error), false),
    )
    if (isMine) return
    if (await isStale(file)) await rm(file, { force: true })
    else await sleep(50)
  }
}

async function isStale(file: string): Promise<boolean> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)])
    if (Date.now() - mtimeMs > staleAfterMs) return true
    // Between its creation and its first byte a lock is empty.
    return text !== '' && !isRunning(Number(text))
  } catch (error) {
    unless('ENOENT')(error)
    return false
  }
}

/** Whether there is such a process, whoever's it is. */
export function isRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
