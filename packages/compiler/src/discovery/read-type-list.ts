import ts from '#typescript'
import { typeKey, type TupleElement, type TypeRef, type TypeUse } from '../model/type-ref.js'
import { argumentAt } from './argument-types.js'
import type { TypeReader, TypeSite } from './read-type.js'
import type { WrittenType } from './written-type.js'

/** `undefined`: it is no list. */
export function readList(
  reader: TypeReader,
  site: TypeSite,
  element: WrittenType | undefined,
): TypeRef | undefined {
  const { checker } = reader.view
  if (!checker.isArrayType(site.type)) return undefined
  const type = checker.getTypeArguments(site.type as ts.TypeReference)[0]
  return type && list(reader.readPart(site, type, element, argumentAt(0)))
}

function list({ type, null: isNull, undefined: isUndefined }: TypeUse): TypeRef {
  return { kind: 'list', element: type, null: isNull, undefined: isUndefined }
}

/** `undefined`: it is no tuple. */
export function readTuple(
  reader: TypeReader,
  site: TypeSite,
  nodes: readonly WrittenType[] | undefined,
): TypeRef | undefined {
  const { checker } = reader.view
  if (!checker.isTupleType(site.type)) return undefined
  const { target } = site.type as ts.TupleTypeReference
  const types = checker.getTypeArguments(site.type as ts.TypeReference)
  const written = nodes?.length === types.length ? nodes : undefined
  const elements = types.map((type, index): TupleElement => {
    const use = reader.readPart(site, type, written?.[index], argumentAt(index))
    const label = target.labeledElementDeclarations?.[index]
    const optional = (target.elementFlags[index] ?? 0) & ts.ElementFlags.Optional
    return {
      name: label && ts.isIdentifier(label.name) ? label.name.text : undefined,
      use: optional ? { ...use, undefined: true } : use,
    }
  })
  if (!(target.combinedFlags & ts.ElementFlags.Variable)) return { kind: 'tuple', elements }
  // `[E, ...E[]]` is a list that is not empty; any other rest has no number of elements to be taken apart.
  const [first, ...others] = elements
  if (first === undefined) return reader.other(site.type)
  const key = typeKey(list(first.use))
  return others.every((each) => typeKey(list(each.use)) === key)
    ? list(first.use)
    : reader.other(site.type)
}
