import { relative, sep } from 'node:path'
import type { Build } from '../builds/build.js'
import { hasErrors } from './codegen-report.js'
import { counted, countedChains } from './counted.js'
import { folderDiagnostics } from './file-diagnostics.js'
import type { Outcome } from '../output/generate.js'
import { paintFor } from './paint.js'
import { inProject } from './project-files.js'
import { reportDiagnostics, summaryOf, type Audience } from './report-diagnostics.js'

export interface Round {
  /** Absolute; empty in the first one. */
  readonly changes: readonly string[]
  readonly durationMs: number
  readonly build: Build
  /** `undefined`: nothing was written, because of errors. */
  readonly outcome: Outcome | undefined
}

/** One line for a change, below what is wrong. */
export async function tellRound(
  { changes, durationMs, build, outcome }: Round,
  audience: Audience,
): Promise<void> {
  const { output, host, root } = audience
  const paint = paintFor(output, host.env)
  const plan = outcome?.plan
  const diagnostics = [
    ...build.diagnostics,
    ...(plan === undefined ? [] : folderDiagnostics(plan, build.options)),
  ]
  const isGood = !hasErrors(diagnostics)

  await reportDiagnostics(diagnostics, audience)
  for (const { path, why } of plan?.writes ?? []) {
    if (why !== 'edited') continue
    output.write(
      `${paint.yellow('!')} ${inProject(build.options, path)} was changed by hand; the changes are overwritten\n`,
    )
  }
  const parts = [
    ...(await summaryOf(diagnostics, paint)),
    ...(plan === undefined ? ['the last good files stay'] : [happened(plan)]),
  ]
  const subject = changes.length === 0 ? countedChains(build) : named(changes, root)
  const sign = isGood ? paint.green('✔') : paint.red('✖')
  output.write(
    `${sign} ${subject}: ${parts.join(', ')} ${paint.dim(`(${Math.round(durationMs)} ms)`)}\n`,
  )
}

function happened({ writes, deletes }: Outcome['plan']): string {
  if (writes.length === 0 && deletes.length === 0) return 'nothing to write'
  const deleted = deletes.length === 0 ? '' : `, ${deletes.length} deleted`
  return `${counted(writes.length, 'file')} written${deleted}`
}

function named(changes: readonly string[], root: string): string {
  const [first = '', ...others] = changes.map((path) => relative(root, path).split(sep).join('/'))
  return others.length === 0 ? first : `${first} and ${others.length} more`
}
