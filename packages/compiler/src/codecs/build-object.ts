import { importValue } from '../emit/imports.js'
import { group, indent, line, type Code } from '../emit/code.js'
import {
  argumentList,
  assign,
  assignOnNextLine,
  ifStatement,
  objectLiteral,
} from '../emit/layout.js'
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
  if (instance !== undefined && isAssignable(built)) {
    const local = locals.take(built.as)
    const made = [runtime('blank'), argumentList([importValue(instance.class)])]
    return [
      assign(['const ', local, ': ', unchecked(built, context)], made),
      ...required.map(({ name, value, isConditional }) => {
        const member = [local, memberAccess(name)]
        return isConditional === true ? assignOnNextLine(member, value) : assign(member, value)
      }),
      ...optional.map(({ name, value }) =>
        ifStatement([value, ' !== undefined'], assign([local, memberAccess(name)], value)),
      ),
      ['return ', local, ' as ', type],
    ]
  }
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
    instance === undefined ? unchecked(built, context) : 'Record<string, unknown>'
  return [
    assign(['const ', local, ': ', assigned], literal),
    ...optional.map(({ name, value }) => {
      const access = instance === undefined ? memberAccess(name) : `[${quote(name)}]`
      return ifStatement([value, ' !== undefined'], assign([local, access], value))
    }),
    finish(local),
  ]
}

/** TypeScript lets nobody assign what is hidden in a class, and nobody spell out what an index signature allows. */
function isAssignable({ object, rest }: BuiltObject): boolean {
  return (
    rest === undefined &&
    object.members.length > 0 &&
    object.members.every((each) => each.visibility === 'public')
  )
}

function unchecked({ shape }: BuiltObject, context: CodecContext): Code {
  return typeWithArguments(
    runtimeType('Unchecked'),
    [shape],
    (each) => context.type(each, 'made'),
    context.table,
  )
}

function initialize({ name, value, isConditional }: BuiltMember): Code {
  if (name === value) return name
  return isConditional === true
    ? group([memberName(name), ':', group(indent([line, value]))])
    : [memberName(name), ': ', value]
}
