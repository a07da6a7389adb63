import { block, type Code } from '../emit/code.js'
import type { ObjectShape } from '../model/shape.js'
import type { ShapeTable } from './shape-table.js'
import { memberType, shapeType, type Mode, type NameObject } from './shape-type.js'

/** The declaration of an object type that its author wrote in place. Exported, since exported functions mention it. */
export function objectType(
  name: string,
  { members, rest }: ObjectShape,
  mode: Mode,
  table: ShapeTable,
  nameMember: (member: string) => NameObject,
): Code {
  const declared = members.map((member) =>
    memberType(
      member.name,
      member.optional,
      shapeType(member.shape, mode, { table, nameObject: nameMember(member.name) }),
    ),
  )
  const context = { table, nameObject: nameMember('Value') }
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
