import { block, hardline, indent, lines, type Code } from '../emit/code.js'
import { importValue } from '../emit/imports.js'
import { argumentList, ifStatement } from '../emit/layout.js'
import { memberAccess, memberName, quote } from '../emit/text.js'
import type { InstanceShape, Shape } from '../model/shape.js'
import { callRuntime, type CodecContext } from './codec-context.js'
import { discriminateUnion, flatten, tagValue, type MemberCase } from './discriminate-union.js'
import { directEncoder, returned, template } from './encode-value.js'
import { inheritedNames } from './inherited-names.js'
import { presenceOf } from './presence.js'
import { describeMembers } from './read-value.js'
import type { ResolvedShape } from './shape-table.js'
import { literalCode } from './shape-type.js'

export function encodeUnion(shape: Shape, context: CodecContext): readonly Code[] {
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
      returned(
        presenceOf(shape, table).core ?? shape,
        callRuntime(direct, ['value', "''"]),
        context,
      ),
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
      ...objectTests(union.objects.cases, context).map(({ test, part, shape: each }) =>
        ifStatement(test, ['return ', encodeAs(each, part, context)]),
      ),
      otherwise,
    ]
  }
  const { member } = union.objects
  // What travels of these is not what they have: only the class tells.
  const [byClass, cases] = partition(
    union.objects.cases,
    (each) => instanceOf(each.shape, context)?.json !== undefined,
  )
  const literals = union.objects.cases.flatMap((each) => each.values)
  // TypeScript compares an enum's members with the enum only, and then follows nothing.
  const isNominal = literals.some((each) => each.kind === 'literal' && each.nominal)
  // No test takes a list that is read-only from a union.
  const isUntold = union.list !== undefined
  const access: Code = isUntold
    ? ['(value as { readonly ', memberName(member), ': unknown })', memberAccess(member)]
    : ['value', memberAccess(member), isNominal ? ' as unknown' : '']
  const isObject = [
    ...(statements.length === 0 ? [] : [ifStatement("typeof value !== 'object'", otherwise)]),
    ...byClass.map(({ part, shape: each }) =>
      ifStatement(isInstance(each, context), ['return ', encodeAs(each, part, context)]),
    ),
  ]
  const unknownTag = refuseOther(
    `an object whose "${member}" is ${describeMembers(literals, false)}`,
  )
  if (cases.length === 0) return [...statements, ...isObject, unknownTag]
  return [
    ...statements,
    ...isObject,
    [
      'switch (',
      access,
      ') ',
      block([
        ...cases.map(({ part, values, shape: each }) => [
          lines(values.map((value) => `case ${literalCode(tagValue(value))}:`)),
          indent([
            hardline,
            'return ',
            isNominal || isUntold
              ? encodeAs(each, part, context)
              : encodeCall(each, 'value', part, context),
          ]),
        ]),
        ['default:', indent([hardline, unknownTag])],
      ]),
    ],
  ]
}

interface ObjectTest extends MemberCase {
  readonly test: Code
}

/**
 * Classes come first, and by what is theirs alone: their getters, and what every object inherits, do not travel and may be
 * called like another's member. What an interface asks for may come from a getter.
 */
function objectTests(cases: readonly MemberCase[], context: CodecContext): readonly ObjectTest[] {
  const tests = cases.map((each): ObjectTest & { readonly rank: number } => {
    const instance = instanceOf(each.shape, context)
    if (instance?.json !== undefined) {
      return { ...each, rank: 0, test: isInstance(each.shape, context) }
    }
    const isOwn = instance !== undefined || inheritedNames.has(each.member)
    const name = quote(each.member)
    return {
      ...each,
      rank: instance === undefined ? 2 : 1,
      test: isOwn ? `Object.hasOwn(value, ${name})` : `${name} in value`,
    }
  })
  return [...tests].sort((a, b) => a.rank - b.rank)
}

function instanceOf(shape: Shape, { table }: CodecContext): InstanceShape | undefined {
  const resolved = table.resolve(shape)
  return resolved.kind === 'object' ? resolved.instance : undefined
}

function isInstance(shape: Shape, context: CodecContext): Code {
  return ['value instanceof ', importValue(instanceOf(shape, context)!.class)]
}

function partition<T>(
  list: readonly T[],
  belongs: (each: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [list.filter(belongs), list.filter((each) => !belongs(each))]
}

function refuseOther(expected: string): Code {
  return ['return ', callRuntime('mismatch', ["''", 'value', quote(expected)])]
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
  const text: Code = callRuntime(direct, [value, "''"])
  return direct === 'jsonNumber' || direct === 'jsonBoolean'
    ? template([{ expression: text }])
    : text
}

function encodeCall(shape: Shape, value: Code, part: string, context: CodecContext): Code {
  const { name, takesDepth } = context.call(shape, part)
  return [name, argumentList([value, ...(takesDepth ? ['depth + 1'] : [])])]
}
