// One idea, so one file: what a decoder does for each kind of shape.
import { block, code, type Code } from '../emit/code.js'
import { importValue } from '../emit/imports.js'
import { conditions, ifStatement, objectLiteral } from '../emit/layout.js'
import { memberName, quote, templateText } from '../emit/text.js'
import type { MemberShape, ObjectShape, Shape } from '../model/shape.js'
import { buildObject, type BuiltMember } from './build-object.js'
import { runtime, runtimeType, type CodecContext, type FunctionBody } from './codec-context.js'
import { constraintChecks } from './constraint-checks.js'
import { decodeUnion } from './decode-union.js'
import { inheritedNames } from './inherited-names.js'
import { Locals } from './locals.js'
import { pointerTo } from './pointer.js'
import {
  callStatements,
  checkStatements,
  constraintStatements,
  convertStatements,
  decodeCall,
  isRelative,
  refuse,
  wayOf,
  type Place,
} from './read-value.js'
import type { ResolvedShape } from './shape-table.js'
import { orUndefined } from './shape-type.js'

export function decodeFunction(shape: Shape, context: CodecContext): FunctionBody {
  const locals = new Locals(context.file, [
    'value',
    'violations',
    ...(context.isDeep ? ['depth'] : []),
  ])
  return {
    parameters: [
      'value: unknown',
      ['violations: ', violationType, '[]'],
      ...(context.isDeep ? ['depth = 1'] : []),
    ],
    returns: orUndefined(shape, (each) => context.type(each, 'made')),
    statements: decodeStatements(shape, context, locals),
  }
}

function decodeStatements(shape: Shape, context: CodecContext, locals: Locals): readonly Code[] {
  const resolved = context.table.resolve(shape)
  switch (resolved.kind) {
    case 'object':
      return resolved.instance?.json === undefined
        ? objectStatements(shape, resolved, context, locals)
        : fromJsonStatements(resolved, resolved.instance.json, context)
    case 'array':
      return arrayStatements(resolved, context, locals)
    case 'set':
      return collectionStatements('Set', { ...resolved, kind: 'array', constraints: [] }, context)
    case 'map':
      return collectionStatements('Map', entriesOf(resolved), context)
    case 'tuple':
      return tupleStatements(resolved, shape, context, locals)
    case 'record':
      return recordStatements(resolved, shape, context, locals)
    default:
      return wayOf(shape, context) === 'call'
        ? decodeUnion(shape, context)
        : scalarStatements(shape, context, locals)
  }
}

// ─── objects

function objectStatements(
  shape: Shape,
  object: ObjectShape,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const members = object.members.filter((each) => each.visibility === 'public')
  const before = locals.take('before')
  const calls = members.filter((each) => needsMark(each.shape, context))
  const reader = new MemberReader(context, locals, new Mark(calls.length, locals))
  const read = members.map((member) => reader.read(member))
  const rest = object.rest && reader.readRest(object.rest, members)
  return [
    ifStatement(
      ['!', runtime('isObject'), '(value)'],
      ['return ', refuse(self(context), 'an object')],
    ),
    ...depthStatements(context),
    `const ${before} = violations.length`,
    ...reader.destructuring(),
    ...read.flatMap((each) => each.statements),
    ...(rest?.statements ?? []),
    '',
    ifStatement(`violations.length > ${before}`, 'return undefined'),
    ...buildObject(
      { shape, object, members: read.map((each) => each.built), rest: rest?.local, as: 'decoded' },
      context,
      locals,
    ),
  ]
}

/** The value itself. */
function self(context: CodecContext): { readonly pointer: Code; readonly raw: Code } {
  return { pointer: quote(context.base), raw: 'value' }
}

function needsMark(shape: Shape, context: CodecContext): boolean {
  return wayOf(shape, context) === 'call' && isRelative(shape, true, context)
}

/** The local that says how many violations there were before a call: declared once, set again for every other call. */
class Mark {
  readonly #calls: number
  readonly #locals: Locals
  #name: string | undefined

  constructor(calls: number, locals: Locals) {
    this.#calls = calls
    this.#locals = locals
  }

  next(): { readonly name: string; readonly set: Code } {
    const isFirst = this.#name === undefined
    const name = (this.#name ??= this.#locals.take('mark'))
    const keyword = !isFirst ? '' : this.#calls === 1 ? 'const ' : 'let '
    return { name, set: `${keyword}${name} = violations.length` }
  }
}

/** Reads members in the order of their declaration; those that stay as they are by one destructuring. */
class MemberReader {
  readonly #context: CodecContext
  readonly #locals: Locals
  readonly #mark: Mark
  readonly #destructured: Code[] = []

  constructor(context: CodecContext, locals: Locals, mark: Mark) {
    this.#context = context
    this.#locals = locals
    this.#mark = mark
  }

  destructuring(): readonly Code[] {
    return this.#destructured.length === 0
      ? []
      : [['const ', objectLiteral(this.#destructured), ' = value']]
  }

  read(member: MemberShape): { readonly statements: readonly Code[]; readonly built: BuiltMember } {
    const { name, shape, optional } = member
    const local = this.#locals.take(name)
    const built: BuiltMember = { name, value: local, optional }
    const base = this.#context.base + pointerTo(name)
    const place = { shape, optional, pointer: quote(base), base, part: name }
    const way = wayOf(shape, this.#context)
    const inherited = inheritedNames.has(name)
    if (way === 'check' && !inherited) {
      this.#destructured.push(local === name ? name : `${memberName(name)}: ${local}`)
      return { statements: checkStatements({ ...place, raw: local }, this.#context), built }
    }
    // `own` is asked once, and its answer is what is checked.
    const raw = inherited && way !== 'check' ? this.#locals.take(`${name}Value`) : undefined
    const member_ = `value[${quote(name)}]`
    const own: Code = inherited ? [runtime('own'), `(value, ${quote(name)})`] : member_
    const statements: Code[] = []
    if (raw !== undefined) statements.push(code`const ${raw} = ${own}`)
    if (way === 'check') {
      statements.push(code`const ${local} = ${own}`)
      statements.push(...checkStatements({ ...place, raw: local }, this.#context))
    } else {
      statements.push(...this.#readConverted(way, { ...place, raw: raw ?? member_ }, local))
    }
    return { statements, built }
  }

  #readConverted(way: 'convert' | 'call', place: Place, local: string): readonly Code[] {
    if (way === 'convert') return convertStatements(place, local, this.#context)
    if (!isRelative(place.shape, true, this.#context)) {
      return callStatements(place, local, '', this.#context)
    }
    const { name, set } = this.#mark.next()
    return [set, ...callStatements(place, local, name, this.#context)]
  }

  /** The members that an index signature allows beside the declared ones. */
  readRest(
    rest: { readonly key: Shape; readonly value: Shape },
    members: readonly MemberShape[],
  ): { readonly statements: readonly Code[]; readonly local: string } {
    const local = this.#locals.take('rest')
    return {
      local,
      statements: entryStatements(
        { ...rest, into: local, except: members.map((each) => each.name) },
        this.#context,
        this.#locals,
      ),
    }
  }
}

function fromJsonStatements(
  object: ObjectShape,
  json: Shape,
  context: CodecContext,
): readonly Code[] {
  const type = importValue(object.instance!.class)
  const name = object.instance!.class.name
  return [
    ['const data = ', decodeCall(json, 'value', 'Data', context)],
    ifStatement('data === undefined', 'return undefined'),
    [
      'try ',
      block([['return ', type, '.fromJSON(data)']]),
      ' catch ',
      block([['return ', refuse(self(context), `a valid ${name}`)]]),
    ],
  ]
}

// ─── lists

function arrayStatements(
  { element, constraints }: Extract<ResolvedShape, { readonly kind: 'array' }>,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const before = locals.take('before')
  const index = locals.take('index')
  const place: Place = {
    shape: element,
    optional: false,
    raw: `value[${index}]`,
    pointer: `\`${templateText(context.base)}/\${${index}}\``,
    part: 'Item',
  }
  const way = wayOf(element, context)
  const elements =
    way === 'check'
      ? checkedElements(place, context, locals)
      : madeElements(way, place, context, locals)
  const checks = constraintStatements(constraintChecks(constraints, 'value', '', context), {
    ...place,
    ...self(context),
  })
  return [
    ifStatement('!Array.isArray(value)', ['return ', refuse(self(context), 'an array')]),
    ...depthStatements(context),
    `const ${before} = violations.length`,
    ...checks,
    ...elements.declare,
    [`for (let ${index} = 0; ${index} < value.length; ${index}++) `, block(elements.statements)],
    ['return violations.length > ', before, ' ? undefined : ', elements.result],
  ]
}

interface Elements {
  readonly declare: readonly Code[]
  readonly statements: readonly Code[]
  readonly result: Code
}

/** What stays as it is needs no other list. */
function checkedElements(place: Place, context: CodecContext, locals: Locals): Elements {
  const item = locals.take('item')
  return {
    declare: [],
    statements: [
      ['const ', item, ': unknown = ', place.raw],
      ...checkStatements({ ...place, raw: item }, context),
    ],
    result: [
      '(value as ',
      context.type({ kind: 'array', element: place.shape, constraints: [] }, 'made'),
      ')',
    ],
  }
}

function madeElements(
  way: 'convert' | 'call',
  place: Place,
  context: CodecContext,
  locals: Locals,
): Elements {
  const decoded = locals.take('decoded')
  const type = context.type({ kind: 'array', element: place.shape, constraints: [] }, 'made')
  return {
    declare: [['const ', decoded, ': ', type, ' = []']],
    statements: elementStatements(
      way,
      { place, keep: (item) => `${decoded}.push(${item})` },
      context,
      locals,
    ),
    result: decoded,
  }
}

function elementStatements(
  way: 'convert' | 'call',
  { place, keep }: { readonly place: Place; readonly keep: (item: string) => Code },
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const item = locals.take('item')
  if (way === 'convert') return convertStatements(place, item, context, keep(item))
  const mark = locals.take('mark')
  return [
    `const ${mark} = violations.length`,
    ...callStatements(place, item, mark, context, keep(item)),
  ]
}

function tupleStatements(
  { elements }: Extract<ResolvedShape, { readonly kind: 'tuple' }>,
  shape: Shape,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const before = locals.take('before')
  const names: string[] = []
  const calls = elements.filter((each) => needsMark(each, context))
  const mark = new Mark(calls.length, locals)
  const statements = elements.flatMap((element, index): readonly Code[] => {
    const item = locals.take(`item${index}`)
    names.push(item)
    const place: Place = {
      shape: element,
      optional: false,
      raw: `value[${index}]`,
      pointer: quote(`${context.base}/${index}`),
      base: `${context.base}/${index}`,
      part: `Item${index}`,
    }
    const way = wayOf(element, context)
    if (way === 'check') {
      return [
        `const ${item}: unknown = value[${index}]`,
        ...checkStatements({ ...place, raw: item }, context),
      ]
    }
    if (way === 'convert') return convertStatements(place, item, context)
    if (!isRelative(element, true, context)) return callStatements(place, item, '', context)
    const { name, set } = mark.next()
    return [set, ...callStatements(place, item, name, context)]
  })
  const length = elements.length
  return [
    ifStatement(conditions(['!Array.isArray(value)', `value.length !== ${length}`], '||'), [
      'return ',
      refuse(self(context), `an array of ${length} ${length === 1 ? 'item' : 'items'}`),
    ]),
    ...depthStatements(context),
    `const ${before} = violations.length`,
    ...statements,
    ifStatement(`violations.length > ${before}`, 'return undefined'),
    [`return [${names.join(', ')}] as `, context.type(shape, 'made')],
  ]
}

function entriesOf({
  key,
  value,
}: Extract<ResolvedShape, { readonly kind: 'map' }>): Extract<
  ResolvedShape,
  { readonly kind: 'array' }
> {
  return { kind: 'array', element: { kind: 'tuple', elements: [key, value] }, constraints: [] }
}

function collectionStatements(
  collection: 'Set' | 'Map',
  list: Extract<ResolvedShape, { readonly kind: 'array' }>,
  context: CodecContext,
): readonly Code[] {
  const local = collection === 'Set' ? 'items' : 'entries'
  return [
    [
      `const ${local} = `,
      decodeCall(list, 'value', collection === 'Set' ? 'Items' : 'Entries', context, context.base),
    ],
    `return ${local} === undefined ? undefined : new ${collection}(${local})`,
  ]
}

// ─── records

function recordStatements(
  { key, value }: Extract<ResolvedShape, { readonly kind: 'record' }>,
  shape: Shape,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const before = locals.take('before')
  const decoded = locals.take('decoded')
  return [
    ifStatement(
      ['!', runtime('isObject'), '(value)'],
      ['return ', refuse(self(context), 'an object')],
    ),
    ...depthStatements(context),
    `const ${before} = violations.length`,
    ...entryStatements({ key, value, into: decoded, except: [] }, context, locals),
    [
      `return violations.length > ${before} ? undefined : (${decoded} as `,
      context.type(shape, 'made'),
      ')',
    ],
  ]
}

interface Entries {
  readonly key: Shape
  readonly value: Shape
  /** The local that takes them. */
  readonly into: string
  /** Names that are read elsewhere. */
  readonly except: readonly string[]
}

function entryStatements(entries: Entries, context: CodecContext, locals: Locals): readonly Code[] {
  const { key, value, into, except } = entries
  const name = locals.take('name')
  const prefix = context.base === '' ? '' : `${quote(context.base)} + `
  const pointer: Code = [prefix, runtime('pointerTo'), `(${name})`]
  const place: Place = {
    shape: value,
    optional: false,
    raw: `value[${name}]`,
    pointer,
    part: 'Value',
  }
  const way = wayOf(value, context)
  const keep = (item: string) => `${into}[${name}] = ${item}`
  const skipped = ['__proto__', ...except].map((each) => `${name} === ${quote(each)}`)
  const keyChecks = checkStatements(
    { shape: key, optional: false, raw: name, pointer, part: 'Key' },
    context,
  )
  return [
    ['const ', into, ': Record<string, unknown> = {}'],
    [
      `for (const ${name} of Object.keys(value)) `,
      block([
        ifStatement(conditions(skipped, '||'), 'continue'),
        ...keyChecks,
        ...(way === 'check'
          ? checkedEntry(place, keep, context, locals)
          : elementStatements(way, { place, keep }, context, locals)),
      ]),
    ],
  ]
}

function checkedEntry(
  place: Place,
  keep: (item: string) => Code,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const item = locals.take('item')
  return [
    ['const ', item, ' = ', place.raw],
    ...checkStatements({ ...place, raw: item }, context),
    keep(item),
  ]
}

// ─── single values

function scalarStatements(shape: Shape, context: CodecContext, locals: Locals): readonly Code[] {
  const place: Place = { ...self(context), shape, optional: false, part: 'Value' }
  const before = locals.take('before')
  const way = wayOf(shape, context)
  const type = context.type(shape, 'made')
  if (way === 'check') {
    return [
      `const ${before} = violations.length`,
      ...checkStatements(place, context),
      [`return violations.length > ${before} ? undefined : (value as `, type, ')'],
    ]
  }
  const local = locals.take('decoded')
  return [
    `const ${before} = violations.length`,
    ...convertStatements(place, local, context),
    `return violations.length > ${before} ? undefined : ${local}`,
  ]
}

function depthStatements(context: CodecContext): readonly Code[] {
  if (!context.isDeep) return []
  return [
    ifStatement(`depth > ${nestingLimit}`, [
      'return ',
      refuse(self(context), `at most ${nestingLimit} levels of nesting`),
    ]),
  ]
}

/** Objects and lists in each other; more would take the stack of whoever walks over them. */
export const nestingLimit = 100

const violationType = runtimeType('Violation')
