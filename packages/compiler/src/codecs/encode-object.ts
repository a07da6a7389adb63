import { block, type Code } from '../emit/code.js'
import { assign, ifStatement } from '../emit/layout.js'
import { memberAccess, quote } from '../emit/text.js'
import type { MemberShape, ObjectShape, Shape } from '../model/shape.js'
import { callRuntime, type CodecContext } from './codec-context.js'
import { template, textFunction, valueText, type TextPart } from './encode-value.js'
import { inheritedNames } from './inherited-names.js'
import { Locals } from './locals.js'
import { pointerTo } from './pointer.js'
import { presenceOf } from './presence.js'

export function encodeObject(
  shape: Shape,
  object: ObjectShape,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const members = writtenMembers(object, context)
  if (members.length === 0 && object.rest === undefined) return ["return '{}'"]
  if (!members.some((each) => each.visibility === 'hidden')) {
    return objectText(object, { context, instance: '' }, locals)
  }
  const instance = locals.take('instance')
  return [
    assign(`const ${instance}`, ['value as ', context.type(shape, 'made')]),
    ...objectText(object, { context, instance }, locals),
  ]
}

/** What is written from. */
interface Whole {
  readonly context: CodecContext
  /** A local that is the value as one of its class, where a member is hidden. */
  readonly instance: string
}

function objectText(object: ObjectShape, whole: Whole, locals: Locals): readonly Code[] {
  const { context } = whole
  const members = writtenMembers(object, context)
  const json = locals.take('json')
  const [first, ...others] = members
  // With a first member that is always there, every other one begins with a comma.
  const leads = first !== undefined && !mayBeAbsent(first, context)
  if (leads && others.length === 0 && object.rest === undefined) {
    return [['return ', template(['{', ...memberText(first, whole), '}'])]]
  }
  const start = leads
    ? [['let ', json, ' = ', template(['{', ...memberText(first, whole)])] as Code]
    : [`let ${json} = ''`]
  const appended = (leads ? others : members).map((each) => appendMember(each, json, whole))
  const rest =
    object.rest === undefined ? [] : restStatements(object, members, json, context, locals)
  return [
    ...start,
    ...appended,
    ...rest,
    leads ? `return ${json} + '}'` : `return \`{\${${json}.slice(1)}}\``,
  ]
}

export function writtenMembers({ members }: ObjectShape, { purpose }: CodecContext) {
  return members.filter((each) => each.visibility === 'public' || purpose === 'encode-stored')
}

export function mayBeAbsent({ optional, shape }: MemberShape, { table }: CodecContext): boolean {
  return optional || presenceOf(shape, table).undefined
}

function appendMember(member: MemberShape, json: string, whole: Whole): Code {
  const append: Code = [json, ' += ', template([',', ...memberText(member, whole)])]
  if (!mayBeAbsent(member, whole.context)) return append
  const isPresent: Code = inheritedNames.has(member.name)
    ? [`Object.hasOwn(value, ${quote(member.name)}) && `, accessTo(member, whole), ' !== undefined']
    : [accessTo(member, whole), ' !== undefined']
  return ifStatement(isPresent, append)
}

/** TypeScript lets brackets reach a private field, of the class itself. */
function accessTo({ name, visibility }: MemberShape, { instance }: Whole): Code {
  return visibility === 'hidden' ? [instance, `[${quote(name)}]`] : ['value', memberAccess(name)]
}

function memberText(member: MemberShape, whole: Whole): readonly TextPart[] {
  const { name, shape } = member
  return [
    `${JSON.stringify(name)}:`,
    ...valueText(shape, accessTo(member, whole), quote(pointerTo(name)), name, whole.context),
  ]
}

function restStatements(
  { rest }: ObjectShape,
  members: readonly MemberShape[],
  json: string,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const name = locals.take('name')
  const item = locals.take('item')
  const skipped = ['__proto__', ...members.map((each) => each.name)]
  const pointer: Code = callRuntime('pointerTo', [name])
  return [
    [
      `for (const [${name}, ${item}] of Object.entries(value)) `,
      block([
        ifStatement(
          skipped.flatMap((each, index) => [
            index === 0 ? '' : ' || ',
            `${name} === ${quote(each)}`,
          ]),
          'continue',
        ),
        [
          json,
          ' += ',
          template([
            ',',
            { expression: callRuntime(textFunction(context), [name, pointer]) },
            ':',
            ...valueText(rest!.value, item, pointer, 'Value', context),
          ]),
        ],
      ]),
    ],
  ]
}
