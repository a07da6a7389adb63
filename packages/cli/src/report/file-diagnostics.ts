import type { CompileOptions, Renderable } from '@critter/compiler'
import type { Blocked, PlannedWrite } from '../output/plan-file.js'
import type { FilePlan } from '../output/plan-files.js'
import { inProject } from './project-files.js'

/** What lies in the way of a generated file is an error like one in the sources. */
export function blockedDiagnostics(
  blocked: readonly Blocked[],
  options: CompileOptions,
): readonly Renderable[] {
  return blocked.map(({ path, by }) => ({
    code: 'file-not-ours',
    severity: 'error',
    message: `${by} lies where a generated file belongs`,
    help: 'Move it away, or choose another folder in critter.config.ts: output',
    location: { file: inProject(options, path), line: 1, column: 1, length: 1 },
    notes: [],
  }))
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
