import ts from '#typescript'
import { documentFunctions, isOneOf } from '../vocabulary.js'
import { ourCall } from './decorators.js'
import { classNamed } from './known-calls.js'
import type { ProgramView } from './program-view.js'
import { isOfSession, isOfStream } from './session-calls.js'

/** Types that a file stores, and how. */
export interface StoredUse {
  readonly kind: 'document' | 'aggregate' | 'event'
  readonly symbol: ts.Symbol
  /** Events are appended to streams of the aggregate that are there. */
  readonly writes?: boolean
  /** Streams of the aggregate begin here. */
  readonly starts?: boolean
  /** Where it is used. */
  readonly node: ts.Node
}

const documentMethods: ReadonlySet<string> = new Set([
  'load',
  'loadMany',
  'query',
  'store',
  'insert',
  'update',
  'delete',
])
const streamMethods = ['startStream', 'append', 'appendTo', 'fetchForWriting', 'fetchLatest']
const names = [...documentFunctions, ...documentMethods, ...streamMethods, 'Doc']
const candidate = new RegExp(`\\b(${names.join('|')})\\b`)

/** By what its expressions call: `session.load(Todo, id)`, `storeDoc(Todo, todo)`, `startStream(Order, …)`. */
export function storedByCalls(source: ts.SourceFile, view: ProgramView): readonly StoredUse[] {
  if (!candidate.test(source.text)) return []
  const uses: StoredUse[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) uses.push(...storedByCall(node, view))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return uses
}

function storedByCall(call: ts.CallExpression, view: ProgramView): readonly StoredUse[] {
  const { expression } = call
  const name = ts.isPropertyAccessExpression(expression)
    ? expression.name.text
    : ts.isIdentifier(expression)
      ? expression.text
      : undefined
  if (name === undefined) return []
  const ours = ourCall(call, view)?.name
  if (isOneOf(ours, documentFunctions)) return classArgument(call, 'document', view)
  if (ours === 'startStream') return streamUses(call, view)
  if (!ts.isPropertyAccessExpression(expression)) return []
  if (documentMethods.has(name)) {
    const found = classArgument(call, 'document', view)
    return found.length > 0 && isOfSession(expression, view) ? found : []
  }
  return streamMethods.includes(name) ? storedInStream(name, call, expression, view) : []
}

function storedInStream(
  name: string,
  call: ts.CallExpression,
  method: ts.PropertyAccessExpression,
  view: ProgramView,
): readonly StoredUse[] {
  if (name === 'append' && isOfStream(method, view)) return eventArguments(call, 0, view)
  if (!isOfSession(method, view)) return []
  switch (name) {
    case 'startStream':
      return streamUses(call, view)
    case 'append':
      return eventArguments(call, 1, view)
    case 'appendTo':
      return [...aggregateArgument(call, { starts: true }, view), ...eventArguments(call, 3, view)]
    // What it finds may be missing, and is begun by what is appended to it.
    case 'fetchForWriting':
      return aggregateArgument(call, { writes: true, starts: true }, view)
    default:
      return aggregateArgument(call, {}, view)
  }
}

function streamUses(call: ts.CallExpression, view: ProgramView): readonly StoredUse[] {
  return [...aggregateArgument(call, { starts: true }, view), ...eventArguments(call, 2, view)]
}

function aggregateArgument(
  call: ts.CallExpression,
  how: Pick<StoredUse, 'writes' | 'starts'>,
  view: ProgramView,
): readonly StoredUse[] {
  return classArgument(call, 'aggregate', view).map((each) => ({ ...each, ...how }))
}

function classArgument(
  call: ts.CallExpression,
  kind: StoredUse['kind'],
  view: ProgramView,
): readonly StoredUse[] {
  const symbol = classNamed(call.arguments[0], view)
  return symbol === undefined ? [] : [{ kind, symbol, node: call }]
}

function eventArguments(
  call: ts.CallExpression,
  from: number,
  view: ProgramView,
): readonly StoredUse[] {
  return call.arguments.slice(from).flatMap((argument) => {
    const made = ts.isNewExpression(argument) ? classNamed(argument.expression, view) : undefined
    if (made !== undefined) return [{ kind: 'event', symbol: made, node: argument }]
    const type = view.checker.getTypeAtLocation(argument)
    const members = type.isUnion() ? type.types : [type]
    return members.flatMap((each): readonly StoredUse[] => {
      const symbol = each.getSymbol()
      if (symbol === undefined || !(symbol.flags & ts.SymbolFlags.Class)) return []
      return [{ kind: 'event', symbol, node: argument }]
    })
  })
}
