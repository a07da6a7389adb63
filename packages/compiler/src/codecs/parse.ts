import { block, hardline, indent, lines, type Code } from '../emit/code.js'
import { assign, conditions, ifStatement } from '../emit/layout.js'
import { quote } from '../emit/text.js'
import type { Constraint, Shape } from '../model/shape.js'
import type { GeneratedName } from '../vocabulary.js'
import { callRuntime, type CodecContext, type FunctionBody } from './codec-context.js'
import { constraintChecks, guardOf } from './constraint-checks.js'
import { flatten } from './discriminate-union.js'
import { Locals } from './locals.js'
import { describeMembers } from './read-value.js'
import type { ResolvedShape, ShapeTable } from './shape-table.js'
import { literalCode, orUndefined } from './shape-type.js'

type Literal = Extract<ResolvedShape, { readonly kind: 'literal' }>
type Parsed = Extract<
  ResolvedShape,
  { readonly kind: 'string' | 'number' | 'boolean' | 'bigint' | 'date' }
>

/** The alternatives of a value that one piece of text can spell; `undefined` when it cannot. */
function alternatives(
  shape: Shape,
  table: ShapeTable,
): { readonly literals: readonly Literal[]; readonly kinds: readonly Parsed[] } | undefined {
  const members = flatten(shape, table)
    .map((each) => table.resolve(each))
    .filter((each) => each.kind !== 'null' && each.kind !== 'undefined')
  const literals = members.filter((each) => each.kind === 'literal')
  const kinds = members.filter((each): each is Parsed => each.kind in parsers)
  if (members.length === 0 || literals.length + kinds.length < members.length) return undefined
  // Any text is a string, so that comes last.
  return { literals, kinds: [...kinds].sort((a, b) => rank(a) - rank(b)) }
}

export function canParse(shape: Shape, table: ShapeTable): boolean {
  return alternatives(shape, table) !== undefined
}

function rank({ kind }: Parsed): number {
  return Object.keys(parsers).indexOf(kind)
}

const parsers = {
  number: 'toNumber',
  bigint: 'toBigInt',
  boolean: 'toBoolean',
  date: 'toDate',
  string: 'toText',
} as const

/** The function of the runtime that parses the shape, where one does. */
export function plainParser(shape: Shape, table: ShapeTable): GeneratedName | undefined {
  if (shape.kind === 'ref' && table.named(shape.key).nominal) return undefined
  const resolved = table.resolve(shape)
  if (!(resolved.kind in parsers)) return undefined
  const isConstrained = 'constraints' in resolved && resolved.constraints.length > 0
  return isConstrained ? undefined : parsers[resolved.kind as Parsed['kind']]
}

export function parseFunction(shape: Shape, context: CodecContext): FunctionBody {
  const { literals, kinds } = alternatives(shape, context.table)!
  const locals = new Locals(context.file, ['text'])
  const type = context.type(shape, 'made')
  const isLast = kinds.length === 0
  return {
    parameters: ['text: string'],
    returns: orUndefined(shape, (each) => context.type(each, 'made')),
    statements: [
      ...(literals.length === 0 ? [] : [literalSwitch(literals, type, isLast)]),
      ...kinds.flatMap((kind, index) =>
        kindStatements(kind, { type, isLast: index === kinds.length - 1, context, locals }),
      ),
    ],
    expected: describeAll(literals, kinds, context),
  }
}

/** What a violation says of text that does not parse: one sentence, so it names the constraints as well. */
function describeAll(
  literals: readonly Literal[],
  kinds: readonly Parsed[],
  context: CodecContext,
): string {
  const expected = describeMembers([...kinds, ...literals], false)
  const [only] = kinds
  if (only === undefined || !('constraints' in only) || kinds.length + literals.length > 1) {
    return expected
  }
  const further = constraintChecks(only.constraints, '', '', context)
  // A pattern says that it wants text.
  const isSaid = expected === 'a string' && only.constraints.some((each) => each.kind === 'pattern')
  return [...(isSaid ? [] : [expected]), ...further.map((each) => each.expected)].join(', ')
}

function literalSwitch(literals: readonly Literal[], type: Code, isLast: boolean): Code {
  const texts = literals.filter((each) => typeof each.value === 'string')
  const others = literals.filter((each) => typeof each.value !== 'string')
  const isNominal = (each: Literal) => each.nominal === true
  const cases: Code[] = others.map((each) => [
    `case ${quote(String(each.value))}:`,
    indent([hardline, `return ${literalCode(each.value)}`, isNominal(each) ? [' as ', type] : '']),
  ])
  if (texts.length > 0) {
    cases.push([
      lines(texts.map((each) => `case ${literalCode(each.value)}:`)),
      indent([hardline, 'return text', texts.some(isNominal) ? [' as ', type] : '']),
    ])
  }
  if (isLast) cases.push(['default:', indent([hardline, 'return undefined'])])
  return ['switch (text) ', block(cases)]
}

interface Parsing {
  readonly type: Code
  readonly isLast: boolean
  readonly context: CodecContext
  readonly locals: Locals
}

function kindStatements(
  shape: Parsed,
  { type, isLast, context, locals }: Parsing,
): readonly Code[] {
  const constraints: readonly Constraint[] = 'constraints' in shape ? shape.constraints : []
  const { guard } = guardOf(constraints)
  const local =
    shape.kind === 'string' ? 'text' : locals.take(shape.kind === 'date' ? 'date' : 'parsed')
  const missing: Code =
    shape.kind !== 'string'
      ? `${local} === undefined`
      : guard !== ''
        ? ['!', callRuntime(guard, ['text'])]
        : [callRuntime('toText', ['text']), ' === undefined']
  const fails = [
    missing,
    ...(guard !== '' && shape.kind !== 'string' ? [['!', callRuntime(guard, [local])]] : []),
    ...constraintChecks(constraints, local, '', context).map((each) => each.fails),
  ]
  const declared =
    shape.kind === 'string'
      ? []
      : [assign(['const ', local], callRuntime(parsers[shape.kind], ['text']))]
  if (!isLast) {
    return [...declared, ifStatement(`${local} !== undefined`, ['return ', local])]
  }
  return [
    ...declared,
    ifStatement(conditions(fails, '||'), 'return undefined'),
    ['return ', local, ' as ', type],
  ]
}
