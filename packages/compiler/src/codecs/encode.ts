// One idea, so one file: what an encoder does for each kind of shape.
import { block, hardline, indent, lines, type Code } from '../emit/code.js'
import { ifStatement } from '../emit/layout.js'
import { memberAccess, quote, templateText } from '../emit/text.js'
import type { MemberShape, ObjectShape, Shape } from '../model/shape.js'
import { runtime, type CodecContext, type FunctionBody } from './codec-context.js'
import { nestingLimit } from './decode.js'
import { discriminateUnion, flatten } from './discriminate-union.js'
import { inheritedNames } from './inherited-names.js'
import { Locals } from './locals.js'
import { pointerTo } from './pointer.js'
import { presenceOf } from './presence.js'
import { describeMembers } from './read-value.js'
import type { ResolvedShape } from './shape-table.js'
import { literalCode } from './shape-type.js'

export function encodeFunction(shape: Shape, context: CodecContext): FunctionBody {
  const locals = new Locals(context.file, ['value', ...(context.isDeep ? ['depth'] : [])])
  // TypeScript does not mind an unused parameter of such a name.
  const value = isEmpty(context.table.resolve(shape), context) ? '_value' : 'value'
  return {
    parameters: [
      [value, ': ', context.type(shape, 'taken')],
      ...(context.isDeep ? ['depth = 1'] : []),
    ],
    returns: 'string',
    statements: [...depthStatements(context), ...encodeStatements(shape, context, locals)],
  }
}

/** Every value has the same text. */
function isEmpty(shape: ResolvedShape, context: CodecContext): boolean {
  if (shape.kind === 'tuple') return shape.elements.length === 0
  if (shape.kind !== 'object' || shape.instance?.json !== undefined) return false
  return shape.rest === undefined && writtenMembers(shape, context).length === 0
}

function writtenMembers({ members }: ObjectShape, { purpose }: CodecContext) {
  return members.filter((each) => each.visibility === 'public' || purpose === 'encode-stored')
}

function depthStatements(context: CodecContext): readonly Code[] {
  if (!context.isDeep) return []
  return [ifStatement(`depth > ${nestingLimit}`, ['return ', runtime('refuseNesting'), '()'])]
}

function encodeStatements(shape: Shape, context: CodecContext, locals: Locals): readonly Code[] {
  const resolved = context.table.resolve(shape)
  switch (resolved.kind) {
    case 'object':
      return resolved.instance?.json === undefined
        ? objectStatements(resolved, context, locals)
        : [
            returned(
              resolved.instance.json,
              jsonText(resolved.instance.json, 'value.toJSON()', "''", 'Data', context),
              context,
            ),
          ]
    case 'tuple':
      return [
        [
          'return ',
          template([
            '[',
            ...separated(
              resolved.elements.map((element, index) =>
                valueText(element, `value[${index}]`, `'/${index}'`, `Item${index}`, context),
              ),
            ),
            ']',
          ]),
        ],
      ]
    case 'union':
      return unionStatements(shape, context)
    default:
      return [returned(shape, jsonText(shape, 'value', "''", '', context), context)]
  }
}

// ─── objects

function objectStatements(
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
  const pointer: Code = [runtime('pointerTo'), `(${name})`]
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
            { expression: [runtime(textFunction(context)), '(', name, ', ', pointer, ')'] },
            ':',
            ...valueText(rest!.value, item, pointer, 'Value', context),
          ]),
        ],
      ]),
    ],
  ]
}

// ─── the text of one value

/** Text of the file, or an expression within it. */
type TextPart = string | { readonly expression: Code }

function template(parts: readonly TextPart[]): Code {
  const joined: TextPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string')
      joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  const [only] = joined
  if (joined.length === 1 && typeof only === 'string') return quote(only)
  return [
    '`',
    ...joined.map((each): Code =>
      typeof each === 'string' ? templateText(each) : ['${', each.expression, '}'],
    ),
    '`',
  ]
}

function separated(values: readonly (readonly TextPart[])[]): readonly TextPart[] {
  return values.flatMap((each, index) => (index === 0 ? each : [',', ...each]))
}

/** The JSON of a value that is there; `null` is told apart here. */
function valueText(
  shape: Shape,
  value: Code,
  pointer: Code,
  part: string,
  context: CodecContext,
): readonly TextPart[] {
  const presence = presenceOf(shape, context.table)
  if (presence.core === undefined) return ['null']
  const resolved = context.table.resolve(presence.core)
  if (resolved.kind === 'literal' && !presence.null) return [JSON.stringify(resolved.value)]
  const expression = jsonText(presence.core, value, pointer, part, context)
  return [{ expression: presence.null ? [value, " === null ? 'null' : ", expression] : expression }]
}

/** An expression of the JSON text, or of a number or boolean that is its own text. */
function jsonText(
  shape: Shape,
  value: Code,
  pointer: Code,
  part: string,
  context: CodecContext,
): Code {
  const resolved = context.table.resolve(shape)
  const direct = directEncoder(shape, context)
  if (direct !== undefined) return [runtime(direct), '(', value, ', ', pointer, ')']
  switch (resolved.kind) {
    case 'literal':
      return quote(JSON.stringify(resolved.value))
    case 'null':
    case 'undefined':
      return "'null'"
    case 'array':
    case 'set':
      return listText(resolved.element, value, pointer, part, context)
    case 'map':
      return listText(
        { kind: 'tuple', elements: [resolved.key, resolved.value] },
        value,
        pointer,
        part,
        context,
      )
    case 'record':
      return [
        runtime('jsonRecord'),
        '(',
        value,
        ', ',
        runtime(textFunction(context)),
        ', ',
        elementEncoder(resolved.value, part, context),
        ', ',
        pointer,
        ')',
      ]
    default: {
      const encoder = memberEncoder(shape, part, context)
      // At the root the function would call itself.
      return [runtime('jsonMember'), '(', value, ', ', encoder, ', ', pointer, ')']
    }
  }
}

function listText(
  element: Shape,
  value: Code,
  pointer: Code,
  part: string,
  context: CodecContext,
): Code {
  const encoder = elementEncoder(element, part, context)
  return [runtime('jsonList'), '(', value, ', ', encoder, ', ', pointer, ')']
}

/** A function from an element and its pointer to its text. */
function elementEncoder(shape: Shape, part: string, context: CodecContext): Code {
  const direct = directEncoder(shape, context)
  return direct === undefined ? memberEncoder(shape, `${part}Item`, context) : runtime(direct)
}

function memberEncoder(shape: Shape, part: string, context: CodecContext): Code {
  const { name, countsDepth, takesDepth } = context.call(shape, part)
  if (takesDepth) return ['(each) => ', name, '(each, depth + 1)']
  // A list gives its encoder a pointer, and that is no depth.
  return countsDepth ? ['(each) => ', name, '(each)'] : name
}

/** The function of the runtime that writes the value, where there is one. */
function directEncoder(shape: Shape, context: CodecContext): string | undefined {
  const members = flatten(shape, context.table).map((each) => context.table.resolve(each))
  const kinds = new Set(members.map(encodedKind))
  const [kind] = kinds
  if (kinds.size !== 1 || (members.length === 1 && members[0]!.kind === 'literal')) return undefined
  switch (kind) {
    case 'string':
      return textFunction(context)
    case 'number':
      return 'jsonNumber'
    case 'boolean':
      return 'jsonBoolean'
    case 'bigint':
      return 'jsonBigInt'
    case 'date':
      return 'jsonDate'
    case 'bytes':
      return 'jsonBytes'
    case 'json':
      return context.purpose === 'encode-stored' ? 'storedValue' : 'jsonValue'
    default:
      return undefined
  }
}

function encodedKind(shape: ResolvedShape): string {
  return shape.kind === 'literal' ? typeof shape.value : shape.kind
}

function textFunction({ purpose }: CodecContext): string {
  return purpose === 'encode-stored' ? 'storedText' : 'jsonText'
}

/** `return` with the text of a whole value. */
function returned(shape: Shape, expression: Code, context: CodecContext): Code {
  const direct = directEncoder(shape, context)
  const isText = direct !== 'jsonNumber' && direct !== 'jsonBoolean'
  return ['return ', isText ? expression : template([{ expression }])]
}

// ─── unions

function unionStatements(shape: Shape, context: CodecContext): readonly Code[] {
  const { table } = context
  const members = flatten(shape, table)
  const resolved = members.map((each) => table.resolve(each))
  const union = discriminateUnion(shape, table)
  if (union === undefined) throw new Error('a union that cannot be told apart has no encoder')
  const statements: Code[] = []
  if (union.null) statements.push(ifStatement('value === null', "return 'null'"))
  const direct = directEncoder(presenceOf(shape, table).core ?? shape, context)
  if (direct !== undefined) {
    return [
      ...statements,
      returned(presenceOf(shape, table).core ?? shape, [runtime(direct), "(value, '')"], context),
    ]
  }
  for (const literal of union.literals) {
    statements.push(
      ifStatement(`value === ${literalCode(literal.value)}`, [
        'return ',
        quote(JSON.stringify(literal.value)),
      ]),
    )
  }
  const values = [...union.scalars, ...(union.list === undefined ? [] : [union.list])]
  for (const each of values) statements.push(whenKind(each, context))
  const expected = describeMembers(
    resolved.filter((each) => each.kind !== 'null' && each.kind !== 'undefined'),
    union.null,
  )
  const otherwise = refuseOther(expected)
  if (union.objects === undefined) return [...statements, otherwise]
  if (union.objects.by === 'kind') {
    return [
      ...statements,
      ifStatement("typeof value !== 'object'", otherwise),
      ['return ', encodeAs(union.objects.only, 'Object', context)],
    ]
  }
  if (union.objects.by === 'member') {
    return [
      ...statements,
      ...(statements.length === 0 ? [] : [ifStatement("typeof value !== 'object'", otherwise)]),
      ...union.objects.cases.map(({ part, member, shape: each }) =>
        ifStatement(`${quote(member)} in value`, ['return ', encodeAs(each, part, context)]),
      ),
      otherwise,
    ]
  }
  const { cases, member } = union.objects
  const literals = cases.flatMap((each) => each.values)
  // TypeScript compares an enum's members with the enum only, and then follows nothing.
  const isNominal = literals.some((each) => each.nominal)
  const access: Code = ['value', memberAccess(member), isNominal ? ' as unknown' : '']
  return [
    ...statements,
    ...(statements.length === 0 ? [] : [ifStatement("typeof value !== 'object'", otherwise)]),
    [
      'switch (',
      access,
      ') ',
      block([
        ...cases.map(({ part, values, shape: each }) => [
          lines(values.map((value) => `case ${literalCode(value.value)}:`)),
          indent([
            hardline,
            'return ',
            isNominal ? encodeAs(each, part, context) : encodeCall(each, 'value', part, context),
          ]),
        ]),
        [
          'default:',
          indent([
            hardline,
            refuseOther(`an object whose "${member}" is ${describeMembers(literals, false)}`),
          ]),
        ],
      ]),
    ],
  ]
}

function refuseOther(expected: string): Code {
  return ['return ', runtime('mismatch'), `('', value, ${quote(expected)})`]
}

function whenKind(shape: Shape, context: CodecContext): Code {
  const { kind } = context.table.resolve(shape)
  return ifStatement(kindTest(kind), ['return ', encodeAs(shape, kind, context)])
}

function kindTest(kind: ResolvedShape['kind']): string {
  switch (kind) {
    case 'date':
      return 'value instanceof Date'
    case 'bytes':
      return 'value instanceof Uint8Array'
    case 'set':
      return 'value instanceof Set'
    case 'map':
      return 'value instanceof Map'
    case 'array':
    case 'tuple':
      return 'Array.isArray(value)'
    default:
      return `typeof value === '${kind}'`
  }
}

/** What the value is known to be by now; TypeScript follows some of the tests only. */
function encodeAs(shape: Shape, part: string, context: CodecContext): Code {
  const value: Code = ['value as ', context.type(shape, 'taken')]
  const direct = directEncoder(shape, context)
  if (direct === undefined) return encodeCall(shape, value, part, context)
  const text: Code = [runtime(direct), '(', value, ", '')"]
  return direct === 'jsonNumber' || direct === 'jsonBoolean'
    ? template([{ expression: text }])
    : text
}

function encodeCall(shape: Shape, value: Code, part: string, context: CodecContext): Code {
  const { name, takesDepth } = context.call(shape, part)
  return [name, '(', value, takesDepth ? ', depth + 1' : '', ')']
}
