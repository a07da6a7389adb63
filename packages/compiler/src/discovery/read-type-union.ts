import ts from '#typescript'
import { typeKey, type TypeRef } from '../model/type-ref.js'
import { membersOf, type BareType } from './bare-type.js'
import type { TypeReader, TypeSite } from './read-type.js'
import type { Recipe } from './reading.js'
import type { WrittenType } from './written-type.js'

/** By what is written, each member keeps its name. */
export function readWrittenUnion(
  reader: TypeReader,
  site: TypeSite,
  members: readonly WrittenType[],
  { members: types }: BareType,
): TypeRef {
  const refs = members.map((member): TypeRef => {
    const type = typeOf(reader, member)
    // A type parameter within an alias: only the checker knows what the member became.
    if (type === undefined) return { kind: 'nothing' }
    const { node } = member
    const recipe: Recipe = ({ checker }) => checker.getTypeFromTypeNode(node)
    return reader.read({ type, written: member, node, recipe }).type
  })
  if (refs.some((each) => each.kind === 'nothing')) return readUnion(reader, site, types)
  return unionOf(refs)
}

/** `undefined` when type parameters in it are bound outside. */
function typeOf(reader: TypeReader, member: WrittenType): ts.Type | undefined {
  if (member.bindings.size === 0) return reader.view.checker.getTypeFromTypeNode(member.node)
  const bound = ts.isTypeReferenceNode(member.node)
    ? reader.view.checker.getSymbolAtLocation(member.node.typeName)
    : undefined
  const replacement = bound && member.bindings.get(bound)
  if (replacement !== undefined) return typeOf(reader, replacement)
  const type = reader.view.checker.getTypeFromTypeNode(member.node)
  return mentionsParameter(member) ? undefined : type
}

/** By what the checker makes of it. */
export function readUnion(reader: TypeReader, site: TypeSite, types: readonly ts.Type[]): TypeRef {
  const refs: TypeRef[] = []
  const booleans = types.filter((each) => each.flags & ts.TypeFlags.BooleanLiteral)
  for (const [index, each] of types.entries()) {
    if (each.flags & (ts.TypeFlags.Null | ts.TypeFlags.VoidLike)) continue
    if (booleans.length === 2 && each.flags & ts.TypeFlags.BooleanLiteral) {
      refs.push({ kind: 'primitive', name: 'boolean' })
      continue
    }
    const recipe: Recipe = (view) => {
      const whole = site.recipe(view)
      return whole && membersOf(whole)[index]
    }
    const { node } = site
    const alternative = `${site.alternative ?? ''}/${index}`
    refs.push(reader.read({ type: each, written: undefined, node, recipe, alternative }).type)
  }
  return unionOf(refs)
}

/** Flat, each once, `true | false` as `boolean`. */
function unionOf(refs: readonly TypeRef[]): TypeRef {
  const members = new Map<string, TypeRef>()
  for (const ref of refs.flatMap((each) => (each.kind === 'union' ? each.members : [each]))) {
    const key = typeKey(ref)
    if (!members.has(key)) members.set(key, ref)
  }
  if (members.has('true') && members.has('false')) {
    members.delete('true')
    members.delete('false')
    members.set('boolean', { kind: 'primitive', name: 'boolean' })
  }
  const list = [...members.values()]
  return list.length === 1 ? list[0]! : { kind: 'union', members: list }
}

function mentionsParameter({ node, bindings }: WrittenType): boolean {
  const names = new Set([...bindings.keys()].map((each) => each.name))
  const visit = (each: ts.Node): boolean =>
    (ts.isIdentifier(each) && names.has(each.text)) || (ts.forEachChild(each, visit) ?? false)
  return visit(node)
}
