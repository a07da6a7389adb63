import { importValue } from '../emit/imports.js'
import { group, indent, line, type Code } from '../emit/code.js'
import { argumentList, assign, ifStatement, objectLiteral } from '../emit/layout.js'
import { memberAccess, memberName, quote } from '../emit/text.js'
import type { ObjectShape, Shape } from '../model/shape.js'
import { runtime, runtimeType, type CodecContext } from './codec-context.js'
import type { Locals } from './locals.js'
import { typeWithArguments } from './shape-type.js'

/** A member whose value is known to be right. */
export interface BuiltMember {
  readonly name: string
  readonly value: Code
  /** It is a condition, which moves to the next line before it breaks. */
  readonly isConditional?: boolean
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
  const finish = (members: Code): Code => {
    if (instance === undefined) return ['return ', members, ' as ', type]
    const args = [importValue(instance.class), members]
    // An object literal at the end breaks by itself, and the call around it stays as it is.
    const list = members === literal ? ['(', args[0]!, ', ', members, ')'] : argumentList(args)
    return ['return ', runtime('restore'), list]
  }
  if (optional.length === 0) return [finish(literal)]

  const local = locals.take(built.as)
  const assigned: Code =
    instance === undefined
      ? typeWithArguments(
          runtimeType('Unchecked'),
          [built.shape],
          (each) => context.type(each, 'made'),
          context.table,
        )
      : 'Record<string, unknown>'
  return [
    assign(['const ', local, ': ', assigned], literal),
    ...optional.map(({ name, value }) => {
      const access = instance === undefined ? memberAccess(name) : `[${quote(name)}]`
      return ifStatement([value, ' !== undefined'], assign([local, access], value))
    }),
    finish(local),
  ]
}

function initialize({ name, value, isConditional }: BuiltMember): Code {
  if (name === value) return name
  return isConditional === true
    ? group([memberName(name), ':', group(indent([line, value]))])
    : [memberName(name), ': ', value]
}
