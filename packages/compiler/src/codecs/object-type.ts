import { block, type Code } from '../emit/code.js'
import { unionType } from '../emit/layout.js'
import type { ObjectShape, Shape, UnionShape } from '../model/shape.js'
import type { ShapeTable } from './shape-table.js'
import { memberType, orUndefined, shapeType, type Mode, type NameType } from './shape-type.js'

/** The declaration of an object type that its author wrote in place. Exported, since exported functions mention it. */
export function objectType(
  name: string,
  { members, rest }: ObjectShape,
  mode: Mode,
  table: ShapeTable,
  nameMember: (member: string) => NameType,
): Code {
  // What is hidden in a class is hidden in an intersection with it, and an interface cannot say so.
  const visible = members.filter((each) => each.visibility === 'public')
  const declared = visible.map((member) => {
    const type = (shape: Shape) =>
      shapeType(shape, mode, { table, nameType: nameMember(member.name) })
    const declaredType =
      member.orUndefined === true ? orUndefined(member.shape, type) : type(member.shape)
    return memberType(member.name, member.optional, declaredType)
  })
  const context = { table, nameType: nameMember('Value') }
  const index: readonly Code[] =
    rest === undefined
      ? []
      : [
          [
            '[name: ',
            shapeType(rest.key, mode, context),
            ']: ',
            shapeType(rest.value, mode, context),
          ],
        ]
  const all = [...declared, ...index]
  return [`export interface ${name} `, all.length === 0 ? '{}' : block(all)]
}

/** The declaration of a union that its author wrote in place. */
export function unionTypeDeclaration(
  name: string,
  { members }: UnionShape,
  mode: Mode,
  context: { readonly table: ShapeTable; readonly nameType: NameType },
): Code {
  const types = members.map((each) => shapeType(each, mode, context))
  return [`export type ${name} = `, unionType(types)]
}
