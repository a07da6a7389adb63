// One idea, so one file: what a reviver does for each kind of shape.
import { block, hardline, indent, lines, type Code } from '../emit/code.js'
import { importValue } from '../emit/imports.js'
import {
  argumentList,
  arrayLiteral,
  assign,
  assignOnNextLine,
  conditional,
  ifStatement,
  objectLiteral,
} from '../emit/layout.js'
import { memberName, quote } from '../emit/text.js'
import type { MemberShape, ObjectShape, Shape } from '../model/shape.js'
import { buildObject, type BuiltMember } from './build-object.js'
import { callRuntime, runtime, type CodecContext, type FunctionBody } from './codec-context.js'
import { discriminateUnion, flatten, tagValue } from './discriminate-union.js'
import { inheritedNames } from './inherited-names.js'
import { Locals } from './locals.js'
import { needsRevival } from './needs-revival.js'
import { pointerTo } from './pointer.js'
import { presenceOf } from './presence.js'
import { describeMembers } from './read-value.js'
import type { ResolvedShape } from './shape-table.js'
import { literalCode } from './shape-type.js'

export function reviveFunction(shape: Shape, context: CodecContext): FunctionBody {
  const locals = new Locals(context.file, ['stored'])
  const resolved = context.table.resolve(shape)
  const isEmpty =
    resolved.kind === 'object' &&
    resolved.instance !== undefined &&
    resolved.instance.json === undefined &&
    resolved.members.length === 0 &&
    resolved.rest === undefined
  return {
    // TypeScript does not mind an unused parameter of such a name.
    parameters: [isEmpty ? '_stored: unknown' : 'stored: unknown'],
    returns: context.type(shape, 'made'),
    statements: reviveStatements(shape, context, locals),
  }
}

function reviveStatements(shape: Shape, context: CodecContext, locals: Locals): readonly Code[] {
  const type = context.type(shape, 'made')
  if (!needsRevival(shape, context.table)) return [['return stored as ', type]]
  const resolved = context.table.resolve(shape)
  switch (resolved.kind) {
    case 'object':
      return resolved.instance?.json === undefined
        ? objectStatements(shape, resolved, context, locals)
        : [
            [
              'return ',
              importValue(resolved.instance.class),
              '.fromJSON',
              argumentList([revived(resolved.instance.json, 'stored', 'Data', context)]),
            ],
          ]
    case 'set':
      return [['return new Set', argumentList([listOf(resolved.element, 'stored', '', context)])]]
    case 'map':
      return [
        ['return new Map', argumentList([listOf(entryOf(resolved), 'stored', 'Entry', context)])],
      ]
    case 'tuple':
      return tupleStatements(resolved, type, context, locals)
    case 'union':
      return unionStatements(shape, context)
    default:
      return [['return ', revived(shape, 'stored', '', context)]]
  }
}

function objectStatements(
  shape: Shape,
  object: ObjectShape,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const read = object.members.map((member) => readMember(member, context, locals))
  const destructured = read.filter((each) => !inheritedNames.has(each.name))
  const inherited = read.filter((each) => inheritedNames.has(each.name))
  const names = destructured.map(({ name, raw }) =>
    name === raw ? name : `${memberName(name)}: ${raw}`,
  )
  const source: Code =
    inherited.length === 0 ? [runtime('storedObject'), '(stored)'] : locals.take('object')
  const rest = object.rest === undefined ? undefined : locals.take('rest')
  const pattern = objectLiteral([...names, ...(rest === undefined ? [] : [`...${rest}`])])
  const isRenamed = names.length > 2 && destructured.some(({ name, raw }) => name !== raw)
  const restValue = object.rest?.value
  const revivesRest = restValue !== undefined && needsRevival(restValue, context.table)
  const members = read.flatMap((each) => each.built)
  return [
    ...(inherited.length === 0
      ? []
      : [['const ', source, ' = ', callRuntime('storedObject', ['stored'])]]),
    ...(names.length === 0 && rest === undefined
      ? []
      : [
          // A pattern with names of its own breaks before what it is taken from moves to another line.
          isRenamed ? ['const ', pattern, ' = ', source] : destructure(pattern, source),
        ]),
    ...inherited.map(({ name, raw }): Code => [
      `const ${raw} = `,
      callRuntime('own', [source, quote(name)]),
    ]),
    ...read.flatMap((each) => each.statements),
    ...buildObject(
      {
        shape,
        object,
        members,
        rest: revivesRest
          ? callRuntime('reviveRecord', [rest!, reviverOf(restValue, 'Rest', context)])
          : rest,
        as: 'revived',
      },
      context,
      locals,
    ),
  ]
}

function destructure(pattern: Code, source: Code): Code {
  return assignOnNextLine(['const ', pattern], source)
}

interface ReadMember {
  readonly name: string
  readonly raw: string
  readonly statements: readonly Code[]
  readonly built: BuiltMember
}

function readMember(member: MemberShape, context: CodecContext, locals: Locals): ReadMember {
  const { name, shape, optional } = member
  const raw = locals.take(name)
  const presence = presenceOf(shape, context.table)
  if (presence.core === undefined || !needsRevival(presence.core, context.table)) {
    return { name, raw, statements: [], built: { name, value: raw, optional } }
  }
  const pointer = quote(pointerTo(name))
  const reviver = reviverOf(presence.core, name, context)
  const call = callRuntime('reviveMember', [raw, reviver, pointer])
  const orNull = presence.null
    ? conditional([{ test: `${raw} === null`, value: 'null' }], call)
    : call
  if (!optional) {
    const built = { name, value: orNull, isConditional: presence.null, optional }
    return { name, raw, statements: [], built }
  }
  const local = locals.take(`revived${raw[0]!.toUpperCase()}${raw.slice(1)}`)
  return {
    name,
    raw,
    statements: [
      presence.null ? assignOnNextLine(['const ', local], orNull) : assign(['const ', local], call),
    ],
    built: { name, value: local, optional },
  }
}

function tupleStatements(
  { elements }: Extract<ResolvedShape, { readonly kind: 'tuple' }>,
  type: Code,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const names = elements.map((_, index) => locals.take(`item${index}`))
  const values = elements.map((element, index): Code => {
    const { core, null: orNull } = presenceOf(element, context.table)
    const raw = names[index]!
    if (core === undefined || !needsRevival(core, context.table)) return raw
    const call = callRuntime('reviveMember', [
      raw,
      reviverOf(core, `Item${index}`, context),
      `'/${index}'`,
    ])
    return orNull ? conditional([{ test: `${raw} === null`, value: 'null' }], call) : call
  })
  return [
    destructure(arrayLiteral(names), [runtime('storedList'), '(stored)']),
    ['return ', arrayLiteral(values), ' as ', type],
  ]
}

function unionStatements(shape: Shape, context: CodecContext): readonly Code[] {
  const { table } = context
  const union = discriminateUnion(shape, table)
  if (union === undefined) throw new Error('a union that cannot be told apart has no reviver')
  const type = context.type(shape, 'made')
  const statements: Code[] = []
  if (union.null) statements.push(ifStatement('stored === null', 'return null'))
  for (const literal of union.literals) {
    statements.push(
      ifStatement(`stored === ${literalCode(literal.value)}`, [
        'return stored',
        literal.nominal ? [' as ', type] : '',
      ]),
    )
  }
  for (const scalar of union.scalars) {
    const { kind } = table.resolve(scalar)
    const test = kind === 'number' || kind === 'boolean' ? kind : 'string'
    statements.push(
      ifStatement(
        // A bigint may have been written as a number by hand.
        kind === 'bigint'
          ? "typeof stored === 'string' || typeof stored === 'number'"
          : `typeof stored === '${test}'`,
        ['return ', revived(scalar, 'stored', kind, context)],
      ),
    )
  }
  if (union.list !== undefined) {
    statements.push(
      ifStatement('Array.isArray(stored)', [
        'return ',
        revived(union.list, 'stored', 'List', context),
      ]),
    )
  }
  const members = flatten(shape, table).map((each) => table.resolve(each))
  const expected = describeMembers(members, false)
  const otherwise: Code = ['return ', callRuntime('unreadable', ['stored', quote(expected)])]
  const { objects } = union
  if (objects === undefined) return [...statements, otherwise]
  if (objects.by === 'kind') {
    return [...statements, ['return ', revived(objects.only, 'stored', 'Object', context)]]
  }
  const object: Code = ['const object = ', callRuntime('storedObject', ['stored'])]
  if (objects.by === 'member') {
    return [
      ...statements,
      object,
      ...objects.cases.map(({ part, member, shape: each }) =>
        ifStatement(`Object.hasOwn(object, ${quote(member)})`, [
          'return ',
          revived(each, 'stored', part, context),
        ]),
      ),
      otherwise,
    ]
  }
  return [
    ...statements,
    object,
    [
      `switch (object[${quote(objects.member)}]) `,
      block([
        ...objects.cases.map(({ part, values, shape: each }) => [
          lines(values.map((value) => `case ${literalCode(tagValue(value))}:`)),
          indent([hardline, 'return ', revived(each, 'stored', part, context)]),
        ]),
        ['default:', indent([hardline, otherwise])],
      ]),
    ],
  ]
}

/** An expression of the revived value. */
function revived(shape: Shape, stored: string, part: string, context: CodecContext): Code {
  if (!needsRevival(shape, context.table)) return [stored, ' as ', context.type(shape, 'made')]
  const resolved = context.table.resolve(shape)
  if (resolved.kind === 'array') return listOf(resolved.element, stored, part, context)
  if (resolved.kind === 'record') {
    return callRuntime('reviveRecord', [stored, reviverOf(resolved.value, `${part}Value`, context)])
  }
  return [reviverOf(shape, part, context), argumentList([stored])]
}

function listOf(element: Shape, stored: string, part: string, context: CodecContext): Code {
  if (!needsRevival(element, context.table)) {
    const type = context.type({ kind: 'array', element, constraints: [] }, 'made')
    return [callRuntime('storedList', [stored]), ' as ', type]
  }
  return callRuntime('reviveList', [stored, reviverOf(element, `${part}Item`, context)])
}

/** The function that revives a value of the shape. */
function reviverOf(shape: Shape, part: string, context: CodecContext): Code {
  const { kind } = context.table.resolve(shape)
  if (kind === 'date') return runtime('reviveDate')
  if (kind === 'bigint') return runtime('reviveBigInt')
  if (kind === 'bytes') return runtime('reviveBytes')
  return context.call(shape, part).name
}

function entryOf({ key, value }: Extract<ResolvedShape, { readonly kind: 'map' }>): Shape {
  return { kind: 'tuple', elements: [key, value] }
}
