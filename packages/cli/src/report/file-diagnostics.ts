import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CompileOptions, Renderable } from '@critter/compiler'
import { manifestName } from '../output/manifest.js'
import type { Blocked, PlannedWrite } from '../output/plan-file.js'
import type { FilePlan } from '../output/plan-files.js'
import { inProject } from './project-files.js'

/** What is wrong with the output folder: errors like those in the sources. */
export function folderDiagnostics(
  { blocked, removedNames }: Pick<FilePlan, 'blocked' | 'removedNames'>,
  options: CompileOptions,
): readonly Renderable[] {
  return [...ofBlocked(blocked, options), ...ofRemovedNames(removedNames, options)]
}

function ofBlocked(blocked: readonly Blocked[], options: CompileOptions): readonly Renderable[] {
  return blocked.map(({ path, by }) => ({
    code: 'file-not-ours',
    severity: 'error',
    message: `${by} lies where a generated file belongs`,
    help: 'Move it away, or choose another folder in critter.config.ts: output',
    location: { file: inProject(options, path), line: 1, column: 1, length: 1 },
    notes: [],
  }))
}

/** Shown in the manifest as it lies there now. */
function ofRemovedNames(names: readonly string[], options: CompileOptions): readonly Renderable[] {
  if (names.length === 0) return []
  const file = inProject(options, manifestName)
  const lines = readFileSync(join(options.root, file), 'utf8').split('\n')
  return names.map((name) => {
    const quoted = JSON.stringify(name)
    const line = lines.findIndex((each) => each.trim().replace(/,$/, '') === quoted)
    return {
      code: 'wire-name-removed',
      severity: 'error',
      message: `no message or event is called "${name}" any more`,
      help: `What is stored or on its way with this name could not be read: keep it with @Message('${name}'), or run critter codegen --accept-removed-names when there is nothing`,
      location: {
        file,
        line: line + 1,
        column: (lines[line] ?? '').indexOf(quoted) + 1,
        length: quoted.length,
      },
      notes: [],
    }
  })
}

export type DriftKind = PlannedWrite['why'] | 'extra'

export interface Drift {
  readonly kind: DriftKind
  /** Relative to the output folder. */
  readonly path: string
}

/** How the output folder differs from what would be generated, by path. */
export function driftOf({ writes, deletes }: FilePlan): readonly Drift[] {
  return [
    ...writes.map(({ why, path }) => ({ kind: why, path })),
    ...deletes.map(({ path }) => ({ kind: 'extra' as const, path })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1))
}
