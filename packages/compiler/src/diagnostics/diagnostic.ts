import type { SourceLocation } from '../model/source-location.js'
import { catalog, type DiagnosticCode } from './catalog.js'

export type Severity = 'error' | 'warning' | 'info'

/** One thing wrong with the user's source: a value, collected, sorted and rendered by whoever asked. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: Severity
  /** The rule and the concrete names, one line. */
  readonly message: string
  /** The way out, an instruction. */
  readonly help: string
  readonly location: SourceLocation
  /** What was available, or the other place: one line each. */
  readonly notes: readonly string[]
}

export function diagnostic(
  code: DiagnosticCode,
  location: SourceLocation,
  what: { readonly message: string; readonly help?: string; readonly notes?: readonly string[] },
): Diagnostic {
  const { severity, help } = catalog[code]
  return {
    code,
    severity,
    message: what.message,
    help: what.help ?? help,
    location,
    notes: what.notes ?? [],
  }
}

/** By file, then position, then code: the order in which they are shown and compared. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.location.file, b.location.file) ||
      a.location.line - b.location.line ||
      a.location.column - b.location.column ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
