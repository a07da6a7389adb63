import { block, group, ifBreak, indent, join, line, softline, type Code } from '../emit/code.js'
import {
  argumentList,
  assign,
  assignOnNextLine,
  conditional,
  conditions,
  ifStatement,
  type ConditionalCase,
} from '../emit/layout.js'
import { importValue } from '../emit/imports.js'
import { quote } from '../emit/text.js'
import type { Constraint, Shape } from '../model/shape.js'
import type { GeneratedName } from '../vocabulary.js'
import { callRuntime, type CodecContext } from './codec-context.js'
import {
  constantName,
  constraintChecks,
  expectedDate,
  guardOf,
  type ConstraintCheck,
} from './constraint-checks.js'
import { flatten } from './discriminate-union.js'
import { presenceOf } from './presence.js'
import type { ResolvedShape } from './shape-table.js'
import { literalCode } from './shape-type.js'

/** A place in the JSON value: a member, an element, or the value itself. */
export interface Place {
  readonly shape: Shape
  /** `name?: T`, or a required member that may be `undefined`. */
  readonly optional: boolean
  /** The expression of what stands there. Names a local where the way of reading is `check`. */
  readonly raw: Code
  /** The expression of its pointer. */
  readonly pointer: Code
  /** The pointer itself, where it is the same for every value. */
  readonly base?: string
  /** What its functions are called after. */
  readonly part: string
}

/**
 * How a value is read. `check`: it stays as it is. `convert`: a function of the runtime makes it, or `undefined`.
 * `call`: a decoder of its own makes it and records what is wrong.
 */
export type Way = 'check' | 'convert' | 'call'

export function wayOf(shape: Shape, { table }: CodecContext): Way {
  const { core } = presenceOf(shape, table)
  if (core === undefined) return 'check'
  const parts = flatten(core, table)
  if ([core, ...parts].some((each) => table.schemaOf(each) !== undefined)) return 'call'
  const members = parts.map((each) => table.resolve(each))
  const [only] = members
  if (members.length === 1 && only !== undefined) {
    if (only.kind in converters) return 'convert'
    return isChecked(only) ? 'check' : 'call'
  }
  return members.every((each) => isChecked(each) && !isConstrained(each)) ? 'check' : 'call'
}

function isChecked({ kind }: ResolvedShape): boolean {
  return checkedKinds.has(kind)
}

const checkedKinds: ReadonlySet<string> = new Set([
  'string',
  'number',
  'boolean',
  'literal',
  'file',
])

/** More than its guard can tell. */
function isConstrained(shape: ResolvedShape): boolean {
  if (shape.kind !== 'string' && shape.kind !== 'number') return false
  const { constraint } = guardOf(shape.constraints)
  return shape.constraints.some((each) => each !== constraint)
}

// ─── check

/** Statements that record what is wrong with `raw`. */
export function checkStatements(place: Place, context: CodecContext): readonly Code[] {
  const { raw, shape } = place
  const presence = presenceOf(shape, context.table)
  const members =
    presence.core === undefined
      ? []
      : flatten(presence.core, context.table).map((each) => context.table.resolve(each))
  const [only] = members
  const constrained =
    members.length === 1 && (only?.kind === 'string' || only?.kind === 'number') ? only : undefined
  const checks =
    constrained === undefined
      ? []
      : constraintChecks(constrained.constraints, raw, place.part, context)

  const guards: Code[] = []
  if (place.optional || presence.undefined) guards.push([raw, ' !== undefined'])
  if (presence.null) guards.push([raw, ' !== null'])
  const wrong = [...literalChecks(members, place, context), ...kindChecks(members, raw)]
  const refusal = refuseMembers(members, presence.null, place)
  const refused = ifStatement(conditions([...guards, ...wrong], '&&'), refusal)
  if (checks.length === 0) return [refused]
  if (guardName(constrained!) !== plainGuards[constrained!.kind]) {
    return [refused, furtherStatement(checks, constrained!.kind, place)]
  }

  const statement = ifStatement(conditions(wrong, '&&'), refusal, otherwise(checks, place))
  return guards.length === 0
    ? [statement]
    : [ifStatement(conditions(guards, '&&'), block([statement]))]
}

/** A guard that asks for more than the type says nothing about the other constraints: 0.5 is neither whole nor at least 1. */
function furtherStatement(
  checks: readonly ConstraintCheck[],
  type: 'string' | 'number',
  place: Place,
): Code {
  const isType: Code = ['typeof ', place.raw, ` === '${type}'`]
  const [only, ...more] = checks
  return only !== undefined && more.length === 0
    ? ifStatement(conditions([isType, only.fails], '&&'), refuse(place, only.expected))
    : ifStatement(isType, block(constraintStatements(checks, place)))
}

function otherwise(checks: readonly ConstraintCheck[], place: Place) {
  const statements = constraintStatements(checks, place)
  const [only] = statements
  return statements.length === 1 && only !== undefined
    ? ({ kind: 'if', code: only } as const)
    : ({ kind: 'statement', code: block(statements) } as const)
}

export function constraintStatements(
  checks: readonly ConstraintCheck[],
  place: Place,
): readonly Code[] {
  return checks.map(({ fails, expected }) => ifStatement(fails, refuse(place, expected)))
}

function literalChecks(
  members: readonly ResolvedShape[],
  { raw, part }: Place,
  context: CodecContext,
): readonly Code[] {
  const literals = members.filter((each) => each.kind === 'literal').map((each) => each.value)
  if (literals.length <= 8) return literals.map((each) => [raw, ` !== ${literalCode(each)}`])
  return [['!', literalSet(literals, part, context), '.has', argumentList([raw])]]
}

function literalSet(
  literals: readonly (string | number | boolean)[],
  part: string,
  context: CodecContext,
): string {
  const wish = `${constantName(part, context)}Values`
  return context.file.once(`literals ${JSON.stringify(literals)}`, wish, (name) => {
    const values = join(literals.map(literalCode), [',', line])
    const set = group(['new Set([', indent([softline, values]), ifBreak(','), softline, '])'])
    context.file.addConstant(assign(`const ${name}: ReadonlySet<unknown>`, set))
  })
}

function kindChecks(members: readonly ResolvedShape[], raw: Code): readonly Code[] {
  return members
    .filter((each) => each.kind !== 'literal')
    .map((each) => {
      if (each.kind === 'boolean') return ['typeof ', raw, " !== 'boolean'"]
      return ['!', callRuntime(guardName(each), [raw])]
    })
}

function guardName(shape: ResolvedShape): GeneratedName {
  if (shape.kind === 'file') return 'isFile'
  const constraints: readonly Constraint[] = 'constraints' in shape ? shape.constraints : []
  const { guard } = guardOf(constraints)
  return guard !== '' ? guard : plainGuards[shape.kind === 'number' ? 'number' : 'string']
}

const plainGuards = { number: 'isNumber', string: 'isText' } as const

function refuseMembers(members: readonly ResolvedShape[], orNull: boolean, place: Place): Code {
  const expected = describeMembers(members, orNull)
  const isText = members.some((each) => each.kind === 'string' && guardName(each) === 'isText')
  if (!isText) return refuse(place, expected)
  const details = expected === 'a string' ? [] : [quote(`expected ${expected}`)]
  return callRuntime('refuseText', ['violations', place.pointer, place.raw, ...details])
}

/** `one of "single", "double"`; `a number, "auto" or null`. */
export function describeMembers(members: readonly ResolvedShape[], orNull: boolean): string {
  const literals = members
    .filter((each) => each.kind === 'literal')
    .map((each) => JSON.stringify(each.value))
  const kinds = members
    .filter((each) => each.kind !== 'literal' && each.kind !== 'null')
    .map(describeKind)
  const nothing = orNull || members.some((each) => each.kind === 'null') ? ['null'] : []
  if (kinds.length === 0) {
    const all = [...literals, ...nothing]
    if (all.length === 0) return 'nothing'
    return all.length === 1 ? all[0]! : `one of ${all.join(', ')}`
  }
  const all = [...new Set([...kinds, ...literals, ...nothing])]
  return all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} or ${all.at(-1)!}`
}

function describeKind(shape: ResolvedShape): string {
  switch (shape.kind) {
    case 'string':
    case 'number': {
      const { expected } = guardOf(shape.constraints)
      return expected !== '' ? expected : `a ${shape.kind}`
    }
    case 'boolean':
      return 'true or false'
    case 'date':
    case 'bigint':
    case 'bytes':
      return converters[shape.kind].expected
    case 'array':
    case 'tuple':
    case 'set':
    case 'map':
      return 'an array'
    case 'json':
      return 'a JSON value'
    case 'file':
      return 'a file'
    default:
      return 'an object'
  }
}

// ─── convert

const converters = {
  date: { convert: 'dateFrom', expected: expectedDate },
  bigint: { convert: 'bigintFrom', expected: 'a whole number in a string' },
  bytes: { convert: 'bytesFrom', expected: 'bytes in base64' },
} as const

/** Statements that declare `local` as what `raw` spells; `undefined` where it spells nothing. */
export function convertStatements(
  place: Place,
  local: string,
  context: CodecContext,
  keep?: Code,
): readonly Code[] {
  const { raw } = place
  const presence = presenceOf(place.shape, context.table)
  const resolved = context.table.resolve(presence.core!)
  if (resolved.kind !== 'date' && resolved.kind !== 'bigint' && resolved.kind !== 'bytes') {
    throw new Error(`no conversion to ${resolved.kind}`)
  }
  const { convert, expected } = converters[resolved.kind]
  const optional = place.optional || presence.undefined
  const failed = [[local, ' === undefined'], ...(optional ? [[raw, ' !== undefined']] : [])]
  const present = [`${local} !== undefined`, ...(presence.null ? [`${local} !== null`] : [])]
  const constraints = resolved.kind === 'bigint' ? resolved.constraints : []
  return [
    declare(local, whenPresent(place, callRuntime(convert, [raw]), context)),
    ifStatement(
      conditions(failed, '&&'),
      refuse(place, presence.null ? `${expected} or null` : expected),
      keep === undefined ? undefined : { kind: 'statement', code: keep },
    ),
    ...constraintChecks(constraints, local, place.part, context).map((each) =>
      ifStatement(conditions([...present, each.fails], '&&'), refuse(place, each.expected)),
    ),
  ]
}

// ─── call

/** The decoder of a part records pointers within the part, so that they have to be completed. */
export function isRelative(shape: Shape, isFixed: boolean, { table }: CodecContext): boolean {
  const core = presenceOf(shape, table).core ?? shape
  return !isFixed || core.kind === 'ref' || core.kind === 'union' || core.kind === 'json'
}

/** Statements that declare `local` as what a decoder makes of `raw`. `mark` names a local with the violations before. */
export function callStatements(
  place: Place,
  local: string,
  mark: string,
  context: CodecContext,
  keep?: Code,
): readonly Code[] {
  const isFixed = place.base !== undefined
  const declared = declare(local, callExpression(place, context))
  if (!isRelative(place.shape, isFixed, context)) return [declared]
  return [
    declared,
    ifStatement(
      [local, ' === undefined'],
      callRuntime('within', ['violations', mark, place.pointer]),
      keep === undefined ? undefined : { kind: 'statement', code: keep },
    ),
  ]
}

function callExpression(place: Place, context: CodecContext): Reading {
  const core = presenceOf(place.shape, context.table).core!
  const base = isRelative(core, place.base !== undefined, context) ? '' : place.base
  return whenPresent(place, decodeCall(core, place.raw, place.part, context, base), context)
}

/** The call of the decoder of a shape that is never absent. */
export function decodeCall(
  shape: Shape,
  raw: Code,
  part: string,
  context: CodecContext,
  base = '',
): Code {
  const schema = context.table.schemaOf(shape)
  if (schema !== undefined) {
    return callRuntime('decodeWith', [importValue(schema.import), raw, 'violations'])
  }
  const resolved = context.table.resolve(shape)
  if (resolved.kind === 'json') return callRuntime('decodeJson', [raw, 'violations'])
  const { name, takesDepth } = context.call(shape, part, base)
  return [name, argumentList([raw, 'violations', ...(takesDepth ? ['depth + 1'] : [])])]
}

/** The way of reading, unless `null` or nothing stands there. */
function whenPresent(place: Place, read: Code, context: CodecContext): Reading {
  const presence = presenceOf(place.shape, context.table)
  const cases: ConditionalCase[] = []
  if (place.optional || presence.undefined) {
    cases.push({ test: [place.raw, ' === undefined'], value: 'undefined' })
  }
  if (presence.null) cases.push({ test: [place.raw, ' === null'], value: 'null' })
  const isConditional = cases.length > 0
  return { code: isConditional ? conditional(cases, read) : read, isConditional }
}

interface Reading {
  readonly code: Code
  readonly isConditional: boolean
}

// ─── statements

export function refuse(place: Pick<Place, 'pointer' | 'raw'>, expected: string): Code {
  return callRuntime('refuse', [
    'violations',
    place.pointer,
    place.raw,
    quote(`expected ${expected}`),
  ])
}

function declare(local: Code, { code, isConditional }: Reading): Code {
  const left: Code = ['const ', local]
  return isConditional ? assignOnNextLine(left, code) : assign(left, code)
}
