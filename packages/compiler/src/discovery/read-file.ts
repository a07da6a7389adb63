import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { ChainModel } from '../model/application-model.js'
import type { ProcessModel } from '../model/process-model.js'
import type { QueryModel } from '../model/query-model.js'
import type { NamedType, TypeId } from '../model/type-ref.js'
import { awaitedReplies } from './awaited-replies.js'
import { readChains, type ReadChains } from './chains.js'
import { checkDefinedBefore } from './check-defined-before.js'
import { ourDecorators } from './decorators.js'
import { storedByCalls, type StoredUse } from './document-uses.js'
import { isSagaClass } from './handlers.js'
import { reportHiddenInClass } from './hidden-decorators.js'
import { extendedBy, type Inheritable } from './inheritable.js'
import { locateRange } from './locate.js'
import { markedMessages } from './marked-messages.js'
import { nestedClasses } from './nested-classes.js'
import type { ProgramView } from './program-view.js'
import { isAbstract, symbolOfClass } from './read-class.js'
import { isFolded } from './read-fold.js'
import { readProcess } from './read-process.js'
import { readQueries } from './read-query.js'
import { storedBySignatures } from './stored-by-signature.js'
import { abstractHandlers, reportUnreachableHandlers } from './unreachable-handlers.js'
import { abstractRoutes, reportUnreachableRoutes } from './unreachable-routes.js'
import type { Unit } from './unit.js'

/** What one source file says. */
export interface ReadFile extends ReadChains {
  readonly unit: Unit
  readonly queries: readonly QueryModel[]
  readonly processes: readonly ProcessModel[]
  /** What is said to be a message. */
  readonly marked: readonly NamedType[]
  /** What is awaited as the answer to a message. */
  readonly replies: readonly TypeId[]
  readonly stored: readonly StoredUse[]
  readonly inheritable: readonly Inheritable[]
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
    return { unit, ...nothing }
  }

  const classes = source.statements.filter(ts.isClassDeclaration)
  const chains = classes.map((each) => readChains(each, view, unit))
  const endpoints = chains.flatMap((each) => each.endpoints)
  const handlers = chains.flatMap((each) => each.handlers)
  for (const each of classes) {
    checkDefinedBefore(each, view, unit)
    reportHiddenInClass(each, view, unit)
  }
  const nested = nestedClasses(source)
  reportUnreachableRoutes(source, nested, view, unit)
  reportUnreachableHandlers(source, nested, view, unit)
  const { queries, stored: asked } = readQueries(source, classes, view, unit)
  const processes = classes.flatMap((each) => readProcess(each, view, unit) ?? [])
  const stored = [
    ...storedByCalls(source, view),
    ...classes.flatMap((each) => documentMark(each, view)),
    ...classes.flatMap((each) => sagaState(each, view)),
    ...storedInSignatures([...endpoints, ...handlers], unit, view),
    ...processes.flatMap((each) => each.stored),
    ...asked,
  ]
  return {
    unit,
    endpoints,
    handlers,
    queries,
    processes: processes.map((each) => each.model),
    marked: markedMessages(source, view, unit),
    replies: awaitedReplies(source, view),
    stored,
    inheritable: classes.flatMap((each) => [
      ...abstractRoutes(each, view),
      ...abstractHandlers(each, view),
    ]),
    extended: classes.flatMap((each) => extendedBy(each, view)),
  }
}

const nothing: Omit<ReadFile, 'unit'> = {
  endpoints: [],
  handlers: [],
  queries: [],
  processes: [],
  marked: [],
  replies: [],
  stored: [],
  inheritable: [],
  extended: [],
}

/** What a saga knows is kept between messages. */
function sagaState(declaration: ts.ClassDeclaration, view: ProgramView): readonly StoredUse[] {
  if (isAbstract(declaration) || !isSagaClass(declaration, view)) return []
  const symbol = symbolOfClass(declaration, view)
  return symbol === undefined ? [] : [{ kind: 'document', symbol, node: declaration }]
}

/** `@Doc()` on a class that nothing loads yet. */
function documentMark(declaration: ts.ClassDeclaration, view: ProgramView): readonly StoredUse[] {
  if (ts.getDecorators(declaration) === undefined) return []
  if (!ourDecorators(declaration, view).some((each) => each.name === 'Doc')) return []
  const symbol = symbolOfClass(declaration, view)
  return symbol === undefined ? [] : [{ kind: 'document', symbol, node: declaration }]
}

function storedInSignatures(
  chains: readonly ChainModel[],
  unit: Unit,
  view: ProgramView,
): readonly StoredUse[] {
  const mentioned = new Map<TypeId, { symbol: ts.Symbol; node: ts.Node }>()
  for (const { ref, symbol, node } of unit.mentions.values()) {
    if (symbol !== undefined) mentioned.set(ref.id, { symbol, node })
  }
  const folded = ({ id }: NamedType) => {
    const found = mentioned.get(id)
    return found !== undefined && isFolded(found.symbol, view)
  }
  const owners = new Set(chains.map((each) => each.class))
  return [...owners]
    .flatMap((each) => storedBySignatures(each, folded))
    .flatMap(({ type, ...how }) => {
      const found = mentioned.get(type.id)
      return found === undefined ? [] : [{ ...how, ...found }]
    })
}
