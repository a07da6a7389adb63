import { block, type Code } from '../emit/code.js'
import { arrayLiteral, assign, conditional, conditions, ifStatement } from '../emit/layout.js'
import { quote, templateText } from '../emit/text.js'
import type { Constraint, Shape } from '../model/shape.js'
import type { CodecContext } from './codec-context.js'
import { constraintChecks } from './constraint-checks.js'
import { depthStatements, returnUnlessRefused, self } from './decode-self.js'
import { Locals } from './locals.js'
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
import { Mark, needsMark } from './violation-mark.js'

export function decodeArray(
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
  const check = (some: readonly Constraint[], list: Code) =>
    constraintStatements(constraintChecks(some, list, '', context), { ...place, ...self(context) })
  const isUnique = (each: Constraint) => each.kind === 'uniqueItems'
  const checks = check(
    constraints.filter((each) => elements.asTheyAre || !isUnique(each)),
    'value',
  )
  // Two that are told apart by members that nobody declared are equal by the time they are made.
  const checksOfMade = elements.asTheyAre
    ? []
    : check(constraints.filter(isUnique), elements.result)
  return [
    ifStatement('!Array.isArray(value)', ['return ', refuse(self(context), 'an array')]),
    ...depthStatements(context),
    `const ${before} = violations.length`,
    ...checks,
    ...elements.declare,
    [`for (let ${index} = 0; ${index} < value.length; ${index}++) `, block(elements.statements)],
    ...checksOfMade,
    returnUnlessRefused(before, elements.result),
  ]
}

interface Elements {
  readonly declare: readonly Code[]
  readonly statements: readonly Code[]
  readonly result: Code
  /** The result is the list that was sent. */
  readonly asTheyAre: boolean
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
    asTheyAre: true,
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
    declare: [assign(['const ', decoded, ': ', type], '[]')],
    statements: decodeElement(
      way,
      { place, keep: (item) => `${decoded}.push(${item})` },
      context,
      locals,
    ),
    result: decoded,
    asTheyAre: false,
  }
}

export function decodeElement(
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

export function decodeTuple(
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
    ['return ', arrayLiteral(names), ' as ', context.type(shape, 'made')],
  ]
}

export function entriesOf({
  key,
  value,
}: Extract<ResolvedShape, { readonly kind: 'map' }>): Extract<
  ResolvedShape,
  { readonly kind: 'array' }
> {
  return { kind: 'array', element: { kind: 'tuple', elements: [key, value] }, constraints: [] }
}

export function decodeCollection(
  collection: 'Set' | 'Map',
  list: Extract<ResolvedShape, { readonly kind: 'array' }>,
  context: CodecContext,
): readonly Code[] {
  const local = collection === 'Set' ? 'items' : 'entries'
  return [
    assign(
      ['const ', local],
      decodeCall(list, 'value', collection === 'Set' ? 'Items' : 'Entries', context, context.base),
    ),
    [
      'return ',
      conditional(
        [{ test: `${local} === undefined`, value: 'undefined' }],
        `new ${collection}(${local})`,
      ),
    ],
  ]
}
