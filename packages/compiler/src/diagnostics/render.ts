import type { Diagnostic, Severity } from './diagnostic.js'
import { codeFrame } from './code-frame.js'
import { painter, type Painter } from './paint.js'

/** What is needed of a diagnostic to show it: those of the command line have codes of their own. */
export type Renderable = Omit<Diagnostic, 'code'> & { readonly code: string }

export interface RenderOptions {
  /** The text of a file named as in the location; `undefined` leaves the code frame out. */
  readonly readSource: (file: string) => string | undefined
  /** ANSI colours, for terminals. */
  readonly color: boolean
}

/**
 * One diagnostic as people read it, without a newline at the end:
 *
 *     src/orders/cancel-order.endpoint.ts:12:5 - error unresolved-parameter: nothing provides "mailer"
 *
 *       11 |   static post(
 *     > 12 |     mailer: Mailer,
 *          |     ^^^^^^^^^^^^^^
 *       13 |   ): void {
 *
 *       available: id (route)
 *       help: Let an earlier method return it
 */
export function renderDiagnostic(diagnostic: Renderable, options: RenderOptions): string {
  const paint = painter(options)
  const source = options.readSource(diagnostic.location.file)
  const frame = source === undefined ? undefined : codeFrame(source, diagnostic.location, paint)
  const remarks = [
    ...diagnostic.notes.map((note) => `  ${note}`),
    ...(diagnostic.help === '' ? [] : [`  ${paint.green('help:')} ${diagnostic.help}`]),
  ]

  const parts = [headline(diagnostic, paint)]
  if (frame !== undefined) parts.push('', frame)
  if (remarks.length > 0) parts.push(...(frame === undefined ? [] : ['']), ...remarks)
  return parts.join('\n')
}

/** All of them in the order given, an empty line between two. */
export function renderDiagnostics(
  diagnostics: readonly Renderable[],
  options: RenderOptions,
): string {
  return diagnostics.map((each) => renderDiagnostic(each, options)).join('\n\n')
}

/** How many of each severity: `2 errors, 1 warning`; the empty string when there are none. */
export function renderSummary(
  diagnostics: readonly Pick<Diagnostic, 'severity'>[],
  options: Pick<RenderOptions, 'color'> = { color: false },
): string {
  const paint = painter(options)
  return severities
    .map((severity) => ({
      severity,
      count: diagnostics.filter((each) => each.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => inColorOf(severity, paint)(counted(count, nouns[severity])))
    .join(', ')
}

const severities = ['error', 'warning', 'info'] as const
const nouns: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'hint',
}

function headline({ location, severity, code, message }: Renderable, paint: Painter): string {
  const place = [
    paint.cyan(location.file),
    paint.yellow(String(location.line)),
    paint.yellow(String(location.column)),
  ].join(':')
  return `${place} - ${inColorOf(severity, paint)(severity)} ${paint.dim(`${code}:`)} ${message}`
}

function inColorOf(severity: Severity, paint: Painter): (text: string) => string {
  return { error: paint.red, warning: paint.yellow, info: paint.blue }[severity]
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
