import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { DiagnosticCode } from '../diagnostics/catalog.js'
import type { SourceLocation } from '../model/source-location.js'

/** What one resolution has found wrong; a chain with an error is not emitted. */
export class Findings {
  readonly #found: Diagnostic[] = []

  report(
    code: DiagnosticCode,
    location: SourceLocation,
    what: { readonly message: string; readonly help?: string; readonly notes?: readonly string[] },
  ): void {
    this.#found.push(diagnostic(code, location, what))
  }

  get all(): readonly Diagnostic[] {
    return this.#found
  }

  get sound(): boolean {
    return this.#found.every((each) => each.severity !== 'error')
  }
}
