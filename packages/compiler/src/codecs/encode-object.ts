import { block, type Code } from '../emit/code.js'
import { ifStatement } from '../emit/layout.js'
import { memberAccess, quote } from '../emit/text.js'
import type { MemberShape, ObjectShape } from '../model/shape.js'
import { callRuntime, type CodecContext } from './codec-context.js'
import { template, textFunction, valueText, type TextPart } from './encode-value.js'
import { inheritedNames } from './inherited-names.js'
import { Locals } from './locals.js'
import { pointerTo } from './pointer.js'
import { presenceOf } from './presence.js'

export function encodeObject(
  object: ObjectShape,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const members = writtenMembers(object, context)
  if (members.length === 0 && object.rest === undefined) return ["return '{}'"]
  const json = locals.take('json')
  const [first, ...others] = members
  // With a first member that is always there, every other one begins with a comma.
  const leads = first !== undefined && !mayBeAbsent(first, context)
  if (leads && others.length === 0 && object.rest === undefined) {
    return [['return ', template(['{', ...memberText(first, context), '}'])]]
  }
  const start = leads
    ? [['let ', json, ' = ', template(['{', ...memberText(first, context)])] as Code]
    : [`let ${json} = ''`]
  const appended = (leads ? others : members).map((each) => appendMember(each, json, context))
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

function mayBeAbsent({ optional, shape }: MemberShape, { table }: CodecContext): boolean {
  return optional || presenceOf(shape, table).undefined
}

function appendMember(member: MemberShape, json: string, context: CodecContext): Code {
  const append: Code = [json, ' += ', template([',', ...memberText(member, context)])]
  if (!mayBeAbsent(member, context)) return append
  const isPresent: Code = inheritedNames.has(member.name)
    ? [`Object.hasOwn(value, ${quote(member.name)}) && `, accessTo(member), ' !== undefined']
    : [accessTo(member), ' !== undefined']
  return ifStatement(isPresent, append)
}

/** TypeScript lets brackets reach a private field. */
function accessTo({ name, visibility }: MemberShape): Code {
  return ['value', visibility === 'hidden' ? `[${quote(name)}]` : memberAccess(name)]
}

function memberText(member: MemberShape, context: CodecContext): readonly TextPart[] {
  const { name, shape } = member
  return [
    `${JSON.stringify(name)}:`,
    ...valueText(shape, accessTo(member), quote(pointerTo(name)), name, context),
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
