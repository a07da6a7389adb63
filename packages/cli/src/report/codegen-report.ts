import type { Renderable } from '@critter/compiler'
import type { Build } from '../builds/build.js'
import { diffFiles } from '../output/diff-files.js'
import { driftOf, folderDiagnostics, type Drift } from './file-diagnostics.js'
import type { Outcome } from '../output/generate.js'
import { inProject } from './project-files.js'

/** What `critter codegen --json` prints. Files are relative to the project's root. */
export interface CodegenReport {
  /** The exit code is 0. */
  readonly ok: boolean
  readonly check: boolean
  readonly endpoints: number
  /** Of messages. */
  readonly handlers: number
  /** Nothing changed since the last build, so no program was opened. */
  readonly reused: boolean
  readonly diagnostics: readonly Renderable[]
  readonly files: {
    readonly written: readonly string[]
    readonly unchanged: readonly string[]
    readonly deleted: readonly string[]
    /** Changed by hand since we wrote them; `codegen` has written them anew. */
    readonly edited: readonly string[]
    /** Only with `--check`. */
    readonly stale: readonly string[]
    readonly missing: readonly string[]
    readonly extra: readonly string[]
    /** Left as the last build wrote them, because of errors. */
    readonly kept: readonly string[]
    /** In the output folder, but not ours. */
    readonly strays: readonly string[]
  }
  /** Only with `--diff`: one patch. */
  readonly diff?: string
  readonly durationMs: number
}

export interface ReportFlags {
  readonly check?: boolean
  readonly diff?: boolean
}

export async function codegenReport(
  build: Build,
  outcome: Outcome,
  flags: ReportFlags,
): Promise<CodegenReport> {
  const { plan } = outcome
  const { options } = build
  const check = flags.check === true
  const diagnostics = [...build.diagnostics, ...folderDiagnostics(plan, options)]
  const drift = driftOf(plan)
  const named = (paths: readonly string[]) => paths.map((path) => inProject(options, path))
  const drifted = (kind: Drift['kind']) =>
    named(drift.filter((each) => each.kind === kind).map(({ path }) => path))

  return {
    ok: !hasErrors(diagnostics) && !(check && drift.length > 0),
    check,
    endpoints: build.endpoints,
    handlers: build.handlers,
    reused: build.reused,
    diagnostics,
    files: {
      written: check ? [] : named(plan.writes.map(({ path }) => path)),
      unchanged: named(plan.unchanged),
      deleted: check ? [] : drifted('extra'),
      edited: drifted('edited'),
      stale: check ? drifted('stale') : [],
      missing: check ? drifted('missing') : [],
      extra: check ? drifted('extra') : [],
      kept: named(plan.kept),
      strays: named(plan.strays),
    },
    ...(flags.diff === true ? { diff: await diffFiles(plan, options) } : {}),
    durationMs: Math.round(performance.now()),
  }
}

export function hasErrors(diagnostics: readonly Pick<Renderable, 'severity'>[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}
