import type { DiagnosticCode } from '../diagnostics/catalog.js'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { SourceLocation } from '../model/source-location.js'
import type { NamedType } from '../model/type-ref.js'

export interface Named {
  readonly type: NamedType
  readonly name: string
  readonly location: SourceLocation
}

/** Reported at each of them, with the others as notes. */
export function duplicateNames(
  models: readonly Named[],
  code: DiagnosticCode,
  what: string,
): readonly Diagnostic[] {
  const byName = new Map<string, Named[]>()
  for (const each of models) {
    const same = byName.get(each.name)
    if (same === undefined) byName.set(each.name, [each])
    else same.push(each)
  }
  return models.flatMap((each) => {
    const others = byName.get(each.name)!.filter((other) => other !== each)
    if (others.length === 0) return []
    const names = others.map((other) => other.type.name).join(', ')
    return [
      diagnostic(code, each.location, {
        message: `The ${what} name "${each.name}" belongs to ${each.type.name} and to ${names}`,
        notes: others.map(
          ({ type, location }) => `${type.name}: ${location.file}:${location.line}`,
        ),
      }),
    ]
  })
}
