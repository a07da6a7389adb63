import { Changes } from '../watch/changes.js'
import { hasErrors } from '../report/codegen-report.js'
import { exitCode, type ExitCode } from '../exit-code.js'
import { findProject, type ProjectFlags } from '../config/find-project.js'
import { FolderWatcher } from '../watch/folder-watcher.js'
import { generate } from '../output/generate.js'
import type { Host } from '../host.js'
import type { Audience } from '../report/report-diagnostics.js'
import { reportFailure } from '../report/report-failure.js'
import { tellRound } from '../report/tell-round.js'
import { WatchSession } from '../watch/watch-session.js'

/** The cache is written then, for that takes as long as a build: not while somebody waits for one. */
const idleMs = 1000

/** `critter codegen --watch`: a line for every change, until interrupted. With errors, the last good files stay as they are. */
export async function watch(flags: ProjectFlags, host: Host): Promise<ExitCode> {
  const project = findProject(host.cwd, flags)
  const session = new WatchSession(project, () => findProject(host.cwd, flags), host)
  const changes = new Changes(host.interruption())
  const watcher = new FolderWatcher((path) => {
    if (session.matters(path)) changes.note(path)
  })
  const audience = { host, output: host.stdout, root: project.root }
  const stage = { session, watcher, audience }

  let keep = () => {}
  try {
    keep = await play([], stage)
    host.stdout.write('watching for changes\n')
    for (;;) {
      const idle = setTimeout(keep, idleMs)
      const changed = await changes.next()
      clearTimeout(idle)
      if (changed === undefined) return exitCode.fine
      try {
        keep = await play(changed, stage)
      } catch (error) {
        // A config in the middle of being written, or a bug of ours: the user will change something again.
        await reportFailure(error, { args: ['codegen', '--watch'], host })
      }
    }
  } finally {
    watcher.close()
    keep()
  }
}

interface Stage {
  readonly session: WatchSession
  readonly watcher: FolderWatcher
  readonly audience: Audience
}

/** One round; returns what is left to do when there is time. */
async function play(
  changes: readonly string[],
  { session, watcher, audience }: Stage,
): Promise<() => void> {
  const startedAt = performance.now()
  await session.prepare(changes)
  // Before the sources are read: what changes while they are is noted for the next round.
  watcher.watch(session.folders())
  const build = await session.build()
  watcher.watch(session.folders())

  const outcome = hasErrors(build.diagnostics) ? undefined : await generate(build)
  const durationMs = performance.now() - startedAt
  await tellRound({ changes, durationMs, build, outcome }, audience)
  return () => session.keep(build, outcome?.outputs)
}
