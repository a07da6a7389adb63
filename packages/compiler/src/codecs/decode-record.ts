import { block, type Code } from '../emit/code.js'
import { conditions, ifStatement } from '../emit/layout.js'
import { quote } from '../emit/text.js'
import type { Shape } from '../model/shape.js'
import { callRuntime, type CodecContext } from './codec-context.js'
import { decodeElement } from './decode-list.js'
import { depthStatements, returnUnlessRefused, self } from './decode-self.js'
import { Locals } from './locals.js'
import { checkStatements, refuse, wayOf, type Place } from './read-value.js'
import type { ResolvedShape } from './shape-table.js'

export function decodeRecord(
  { key, value }: Extract<ResolvedShape, { readonly kind: 'record' }>,
  shape: Shape,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const before = locals.take('before')
  const decoded = locals.take('decoded')
  return [
    ifStatement(
      ['!', callRuntime('isObject', ['value'])],
      ['return ', refuse(self(context), 'an object')],
    ),
    ...depthStatements(context),
    `const ${before} = violations.length`,
    ...decodeEntries({ key, value, into: decoded, except: [] }, context, locals),
    returnUnlessRefused(before, ['(', decoded, ' as ', context.type(shape, 'made'), ')']),
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

export function decodeEntries(
  entries: Entries,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const { key, value, into, except } = entries
  const name = locals.take('name')
  const prefix = context.base === '' ? '' : `${quote(context.base)} + `
  const pointer: Code = [prefix, callRuntime('pointerTo', [name])]
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
          : decodeElement(way, { place, keep }, context, locals)),
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
