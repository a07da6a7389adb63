import ts from '#typescript'
import type { ValueType } from '../model/expression.js'
import { bareType } from './bare-type.js'
import type { ProgramView } from './program-view.js'

/** What a value of the type is to a query. */
export function valueType(type: ts.Type, view: ProgramView): ValueType {
  return readValueType(type, view, 0)
}

function readValueType(type: ts.Type, view: ProgramView, depth: number): ValueType {
  const { members, null: isNull, undefined: isUndefined } = bareType(type, view)
  const kinds = new Set(members.map((each) => kindOf(each, view)))
  const [only] = kinds
  const kind = kinds.size === 0 ? 'nothing' : kinds.size === 1 ? only! : 'other'
  const base = {
    kind,
    null: isNull,
    undefined: isUndefined,
    text: view.checker.typeToString(type),
  }
  const [list] = members
  // A list of lists of lists ends somewhere.
  if (kind !== 'list' || list === undefined || depth > 5) return base
  const element = view.checker.getIndexTypeOfType(list, ts.IndexKind.Number)
  return element === undefined
    ? base
    : { ...base, element: readValueType(element, view, depth + 1) }
}

function kindOf(type: ts.Type, view: ProgramView): ValueType['kind'] {
  const { flags } = type
  if (flags & ts.TypeFlags.StringLike) return 'text'
  if (flags & ts.TypeFlags.NumberLike) return 'number'
  if (flags & ts.TypeFlags.BooleanLike) return 'boolean'
  if (flags & ts.TypeFlags.BigIntLike) return 'bigint'
  if (type.isIntersection()) return brandedKind(type, view)
  if (!(flags & ts.TypeFlags.Object)) return 'other'
  if (view.checker.isArrayLikeType(type)) return 'list'
  const symbol = type.getSymbol()
  if (symbol === undefined) return 'object'
  if (!view.ids.isGlobal(symbol)) return 'object'
  if (symbol.name === 'Date') return 'date'
  return ts.SymbolFlags.TypeLiteral & symbol.flags ? 'object' : 'other'
}

/** `string & { readonly brand: 'OrderId' }` is a text. */
function brandedKind(type: ts.IntersectionType, view: ProgramView): ValueType['kind'] {
  const kinds = type.types.map((each) => kindOf(each, view))
  return kinds.find((each) => each !== 'object' && each !== 'other') ?? 'object'
}
