import ts from '#typescript'
import { documentFunctions, isOneOf, runtimeId, sessionEffects } from '../vocabulary.js'
import type { MethodModel } from '../model/method-model.js'
import type { NamedType, TypeRef } from '../model/type-ref.js'
import { ourCall } from './decorators.js'
import { classNamed } from './known-calls.js'
import type { ProgramView } from './program-view.js'
import { isOfSession } from './session-calls.js'

/** Types that a file stores, and how. */
export interface StoredUse {
  readonly kind: 'document' | 'aggregate' | 'event'
  readonly symbol: ts.Symbol
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
const names = [...documentFunctions, ...documentMethods, 'startStream', 'append', 'Doc']
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
  if (name === 'startStream' && isOfSession(expression, view)) return streamUses(call, view)
  if (name === 'append' && isOfSession(expression, view)) return eventArguments(call, 1, view)
  return []
}

function streamUses(call: ts.CallExpression, view: ProgramView): readonly StoredUse[] {
  return [...classArgument(call, 'aggregate', view), ...eventArguments(call, 2, view)]
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

/** Documents and aggregates that a method's signature names. */
export function storedBySignature(method: MethodModel): readonly StoredRef[] {
  const marked = method.parameters.flatMap(({ use, marker }): readonly StoredRef[] =>
    marker?.kind === 'entity' && use ? named(use.type, 'document') : [],
  )
  return [...marked, ...storedWithin(method.returns.use.type)]
}

export interface StoredRef {
  readonly kind: 'document' | 'aggregate'
  readonly type: NamedType
}

function storedWithin(type: TypeRef): readonly StoredRef[] {
  switch (type.kind) {
    case 'tuple':
      return type.elements.flatMap((each) => storedWithin(each.use.type))
    case 'union':
      return type.members.flatMap(storedWithin)
    case 'list':
      return storedWithin(type.element)
    case 'object':
      return type.members.flatMap((each) => storedWithin(each.use.type))
    case 'named': {
      const argument = type.args[0]?.type
      if (argument === undefined || !sessionEffectIds.has(type.id)) return []
      return named(argument, type.id === runtimeId('StartStream') ? 'aggregate' : 'document')
    }
    default:
      return []
  }
}

const sessionEffectIds: ReadonlySet<string> = new Set(sessionEffects.map(runtimeId))

function named(type: TypeRef, kind: StoredRef['kind']): readonly StoredRef[] {
  if (type.kind === 'union') return type.members.flatMap((each) => named(each, kind))
  return type.kind === 'named' ? [{ kind, type }] : []
}
