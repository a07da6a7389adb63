import { importValue } from '../emit/imports.js'
import type { Code } from '../emit/code.js'
import { ifStatement, objectLiteral } from '../emit/layout.js'
import { memberAccess, memberName, quote } from '../emit/text.js'
import type { ObjectShape, Shape } from '../model/shape.js'
import { runtime, runtimeType, type CodecContext } from './codec-context.js'
import type { Locals } from './locals.js'

/** A member whose value is known to be right. */
export interface BuiltMember {
  readonly name: string
  readonly value: Code
  /** Left out when the value is `undefined`. */
  readonly optional: boolean
}

export interface BuiltObject {
  readonly shape: Shape
  readonly object: ObjectShape
  readonly members: readonly BuiltMember[]
  /** An expression of what an index signature allows. */
  readonly rest: Code | undefined
  /** What a local for the object is called. */
  readonly as: string
}

/** Statements that return an object of the members; with the prototype of its class, if it has one. */
export function buildObject(
  built: BuiltObject,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const required = built.members.filter((each) => !each.optional)
  const optional = built.members.filter((each) => each.optional)
  const literal = objectLiteral([
    ...(built.rest === undefined ? [] : [['...', built.rest]]),
    ...required.map(initialize),
  ])
  const { instance } = built.object
  const type = context.type(built.shape, 'made')
  const finish = (members: Code): Code =>
    instance === undefined
      ? ['return ', members, ' as ', type]
      : ['return ', runtime('restore'), '(', importValue(instance.class), ', ', members, ')']
  if (optional.length === 0) return [finish(literal)]

  const local = locals.take(built.as)
  const assigned: Code =
    instance === undefined ? [runtimeType('Unchecked'), '<', type, '>'] : 'Record<string, unknown>'
  return [
    ['const ', local, ': ', assigned, ' = ', literal],
    ...optional.map(({ name, value }) => {
      const access = instance === undefined ? memberAccess(name) : `[${quote(name)}]`
      return ifStatement([value, ' !== undefined'], [local, access, ' = ', value])
    }),
    finish(local),
  ]
}

function initialize({ name, value }: BuiltMember): Code {
  return name === value ? name : [memberName(name), ': ', value]
}
