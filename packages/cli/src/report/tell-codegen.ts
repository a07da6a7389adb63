import type { CompileOptions, Renderable } from '@critter/compiler'
import { hasErrors, type CodegenReport } from './codegen-report.js'
import { counted, countedChains } from './counted.js'
import { paintDiff } from '../output/diff-files.js'
import { driftOf, type Drift } from './file-diagnostics.js'
import type { Outcome } from '../output/generate.js'
import { paintFor } from './paint.js'
import { inProject } from './project-files.js'
import { annotate, reportDiagnostics, summaryOf, type Audience } from './report-diagnostics.js'

export interface Told {
  readonly report: CodegenReport
  readonly outcome: Outcome
  readonly options: CompileOptions
  /** What to type to bring the files up to date. */
  readonly remedy: string
}

/** The report for people: one line when all is well. */
export async function tellCodegen(told: Told, audience: Audience): Promise<void> {
  const { report, outcome, options } = told
  const { output, host } = audience
  const paint = paintFor(output, host.env)
  const time = paint.dim(`(${(report.durationMs / 1000).toFixed(1)} s)`)

  await reportDiagnostics(report.diagnostics, audience)
  if (report.diff !== undefined && report.diff !== '')
    output.write(`${paintDiff(report.diff, paint)}\n`)
  for (const notice of noticesOf(report, outcome, options))
    output.write(`${paint.yellow('!')} ${notice}\n`)

  const found = await summaryOf(report.diagnostics, paint)
  if (report.ok) {
    output.write(`${paint.green('✔')} ${[happened(report), ...found].join(', ')} ${time}\n`)
  } else if (hasErrors(report.diagnostics)) {
    output.write(`${paint.red('✖')} ${found.join(', ')}; ${happened(report)} ${time}\n`)
  } else {
    tellDrift(told, audience)
  }
}

function tellDrift({ outcome, options, remedy }: Told, audience: Audience): void {
  const { output, host } = audience
  const paint = paintFor(output, host.env)
  const drift = driftOf(outcome.plan).map(({ kind, path }) => ({
    kind,
    file: inProject(options, path),
  }))

  output.write(
    `${paint.red('✖')} ${drift.length === 1 ? 'a generated file is' : 'generated files are'} out of date\n\n`,
  )
  for (const { kind, file } of drift) {
    const remark = kind === 'edited' ? paint.dim(' (changed by hand)') : ''
    output.write(`  ${kind.padEnd(7)}  ${file}${remark}\n`)
  }
  output.write(`\nRun ${paint.cyan(remedy)} and commit the result.\n`)
  for (const { kind, file } of drift) annotate(driftDiagnostic(kind, file, remedy), audience)
}

function driftDiagnostic(kind: Drift['kind'], file: string, remedy: string): Renderable {
  return {
    code: 'out-of-date',
    severity: 'error',
    message: `this generated file is ${kind === 'edited' ? 'changed by hand' : kind}`,
    help: `Run ${remedy} and commit the result`,
    location: { file, line: 1, column: 1, length: 1 },
    notes: [],
  }
}

function noticesOf(
  { files, check, endpoints, handlers, ok }: CodegenReport,
  { manifest, plan }: Outcome,
  options: CompileOptions,
): readonly string[] {
  const lost = `${inProject(options, 'manifest.json')} could not be read and is written anew; files that are no longer generated stay`
  const nothing = `no method with a route and no message handler was found in ${options.include.join(', ')}: write @Get('/…') above one, or name other files as \`include\` in critter.config.ts`
  return [
    ...(ok && endpoints + handlers === 0 && !hasCodecs(files) ? [nothing] : []),
    ...(manifest === 'conflict' && !check ? [lost] : []),
    ...(check
      ? []
      : files.edited.map((file) => `${file} was changed by hand; the changes are overwritten`)),
    ...(files.kept.length === 0
      ? []
      : [`left as they are until the errors are gone: ${files.kept.join(', ')}`]),
    ...plan.leftovers.map(
      (path) =>
        `${inProject(options, path)} was generated once, but the manifest does not list it: delete it if nothing needs it`,
    ),
  ]
}

/** A project may have documents and queries alone. */
function hasCodecs({ written, unchanged }: CodegenReport['files']): boolean {
  return [...written, ...unchanged].some((file) => file.includes('/codecs/'))
}

function happened({ files, check, ...report }: CodegenReport): string {
  const written = files.written.length
  const unchanged = files.unchanged.length
  // The noun stands once, with the first number of files.
  const parts = [
    countedChains(report),
    ...(written > 0 ? [`${counted(written, 'file')} written`] : []),
    ...(files.deleted.length > 0 ? [`${files.deleted.length} deleted`] : []),
    `${written > 0 ? unchanged : counted(unchanged, 'file')} ${check ? 'up to date' : 'unchanged'}`,
  ]
  return parts.join(', ')
}
