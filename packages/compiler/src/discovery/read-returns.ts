import ts from '#typescript'
import type { ReturnModel } from '../model/method-model.js'
import type { NamedType, TypeRef, TypeUse } from '../model/type-ref.js'
import { isOneOf, runtimeId, sessionEffects } from '../vocabulary.js'
import { bareType } from './bare-type.js'
import { basesOf } from './bases.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { keepNothing, type Recipe } from './reading.js'
import { type TypeReader } from './read-type.js'
import { typeArguments } from './type-arguments.js'
import { written } from './written-type.js'

export function readReturns(
  declaration: ts.SignatureDeclaration,
  type: ts.Type,
  recipe: Recipe,
  reader: TypeReader,
  view: ProgramView,
): ReturnModel {
  const { type: node, name } = declaration
  const site = { type, written: node && written(node), node: node ?? declaration, recipe }
  const use = reader.read(site)
  const { isPromise, type: bare } = bareType(type, view)
  const iteration = bare === undefined ? 'none' : iterationOf(bare, view)
  return {
    use: iteration === 'none' ? use : { ...use, type: iterated(use, bare!, view) },
    isAsync: isPromise,
    iteration,
    ...(node !== undefined &&
      (type.flags & ts.TypeFlags.Never) !== 0 && { isNever: true as const }),
    location: locate(view.root, node ?? name ?? declaration),
  }
}

const iterations: ReadonlyMap<string, 'sync' | 'async'> = new Map([
  ['Iterable', 'sync'],
  ['IterableIterator', 'sync'],
  ['IteratorObject', 'sync'],
  ['Generator', 'sync'],
  ['AsyncIterable', 'async'],
  ['AsyncIterableIterator', 'async'],
  ['AsyncIteratorObject', 'async'],
  ['AsyncGenerator', 'async'],
])

function iterationOf(type: ts.Type, view: ProgramView): ReturnModel['iteration'] {
  const symbol = type.getSymbol()
  if (symbol === undefined || !view.ids.isGlobal(symbol)) return 'none'
  return iterations.get(symbol.name) ?? 'none'
}

/** Effects that come out of it, as a list; `Events<E>` keeps its name, and data one by one is no list. */
function iterated(use: TypeUse, bare: ts.Type, view: ProgramView): TypeRef {
  const { type } = use
  const element = isIteration(type) ? type.args[0] : undefined
  if (element === undefined || !yieldsEffects(bare, view)) return type
  const { null: isNull, undefined: isUndefined } = element
  return { kind: 'list', element: element.type, null: isNull, undefined: isUndefined }
}

/** Every value that comes out is an effect: one of the runtime's, or of a class that implements `SideEffect`. */
function yieldsEffects(bare: ts.Type, view: ProgramView): boolean {
  const [element] = typeArguments(bare, view)
  if (element === undefined) return false
  return bareType(element, view).members.every((each) => {
    const symbol = each.getSymbol()
    if (symbol === undefined) return false
    if (view.runtime.nameOf(symbol) !== undefined) {
      return isOneOf(view.runtime.knownName(symbol), effectTypes)
    }
    return basesOf(symbol, view, keepNothing).some(({ id }) => id === runtimeId('SideEffect'))
  })
}

const effectTypes = ['SideEffect', ...sessionEffects] as const

function isIteration(type: TypeRef): type is NamedType {
  return type.kind === 'named' && type.id.startsWith('lib#') && iterations.has(type.name)
}
