import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { EndpointModel } from '../model/application-model.js'
import type { QueryModel } from '../model/query-model.js'
import type { TypeId } from '../model/type-ref.js'
import { checkDefinedBefore } from './check-defined-before.js'
import { ourDecorators } from './decorators.js'
import { storedByCalls, storedBySignature, type StoredUse } from './document-uses.js'
import { readEndpoints } from './endpoints.js'
import { reportHiddenInClass } from './hidden-decorators.js'
import { locateRange } from './locate.js'
import type { ProgramView } from './program-view.js'
import { symbolOfClass } from './read-class.js'
import { readQueries } from './read-query.js'
import {
  abstractRoutes,
  extendedBy,
  reportUnreachableRoutes,
  type AbstractRoutes,
} from './unreachable-routes.js'
import type { Unit } from './unit.js'

/** What one source file says. */
export interface ReadFile {
  readonly unit: Unit
  readonly endpoints: readonly EndpointModel[]
  readonly queries: readonly QueryModel[]
  readonly stored: readonly StoredUse[]
  readonly abstractRoutes: readonly AbstractRoutes[]
  /** Classes that a class of this file extends. */
  readonly extended: readonly TypeId[]
}

export function readFile(source: ts.SourceFile, view: ProgramView, unit: Unit): ReadFile {
  const [error] = view.program.getSyntacticDiagnostics(source)
  if (error !== undefined) {
    const start = error.start
    unit.report(
      diagnostic(
        'source-has-syntax-errors',
        locateRange(view.root, source, start, start + Math.max(1, error.length)),
        { message: ts.flattenDiagnosticMessageText(error.messageText, ' ') },
      ),
    )
    return { unit, endpoints: [], queries: [], stored: [], abstractRoutes: [], extended: [] }
  }

  const classes = source.statements.filter(ts.isClassDeclaration)
  const endpoints = classes.flatMap((each) => readEndpoints(each, view, unit))
  for (const each of classes) {
    checkDefinedBefore(each, view, unit)
    reportHiddenInClass(each, view, unit)
  }
  reportUnreachableRoutes(source, view, unit)
  const { queries, stored: asked } = readQueries(source, classes, view, unit)
  const stored = [
    ...storedByCalls(source, view),
    ...classes.flatMap((each) => documentMark(each, view)),
    ...storedInSignatures(endpoints, unit),
    ...asked,
  ]
  return {
    unit,
    endpoints,
    queries,
    stored,
    abstractRoutes: classes.flatMap((each) => abstractRoutes(each, view)),
    extended: classes.flatMap((each) => extendedBy(each, view)),
  }
}

/** `@Doc()` on a class that nothing loads yet. */
function documentMark(declaration: ts.ClassDeclaration, view: ProgramView): readonly StoredUse[] {
  if (ts.getDecorators(declaration) === undefined) return []
  if (!ourDecorators(declaration, view).some((each) => each.name === 'Doc')) return []
  const symbol = symbolOfClass(declaration, view)
  return symbol === undefined ? [] : [{ kind: 'document', symbol, node: declaration }]
}

function storedInSignatures(endpoints: readonly EndpointModel[], unit: Unit): readonly StoredUse[] {
  const mentioned = new Map<TypeId, { symbol: ts.Symbol; node: ts.Node }>()
  for (const { ref, symbol, node } of unit.mentions.values()) {
    if (symbol !== undefined) mentioned.set(ref.id, { symbol, node })
  }
  const methods = new Set(endpoints.flatMap((each) => each.class.methods))
  return [...methods].flatMap(storedBySignature).flatMap(({ kind, type }) => {
    const found = mentioned.get(type.id)
    return found === undefined ? [] : [{ kind, ...found }]
  })
}
