import { onOneLine, type Code } from '../emit/code.js'
import { quote, templateText } from '../emit/text.js'
import type { Shape } from '../model/shape.js'
import type { GeneratedName } from '../vocabulary.js'
import { callRuntime, runtime, type CodecContext } from './codec-context.js'
import { flatten } from './discriminate-union.js'
import { presenceOf } from './presence.js'
import type { ResolvedShape } from './shape-table.js'

/** Text of the file, or an expression within it. */
export type TextPart = string | { readonly expression: Code }

export function template(parts: readonly TextPart[]): Code {
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
      typeof each === 'string' ? templateText(each) : ['${', onOneLine(each.expression), '}'],
    ),
    '`',
  ]
}

export function separated(values: readonly (readonly TextPart[])[]): readonly TextPart[] {
  return values.flatMap((each, index) => (index === 0 ? each : [',', ...each]))
}

/** The JSON of a value that is there; `null` is told apart here. */
export function valueText(
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
  // A function may see to the `null` of its type, but a member that is not there is refused before it is called.
  const mayBeNull = flatten(shape, context.table).some(
    (each) => context.table.resolve(each).kind === 'null',
  )
  return [{ expression: mayBeNull ? [value, " === null ? 'null' : ", expression] : expression }]
}

/** An expression of the JSON text, or of a number or boolean that is its own text. */
export function jsonText(
  shape: Shape,
  value: Code,
  pointer: Code,
  part: string,
  context: CodecContext,
): Code {
  const resolved = context.table.resolve(shape)
  const direct = directEncoder(shape, context)
  if (direct !== undefined) return callRuntime(direct, [value, pointer])
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
      return callRuntime('jsonRecord', [
        value,
        runtime(textFunction(context)),
        elementEncoder(resolved.value, part, context),
        pointer,
      ])
    default: {
      const encoder = memberEncoder(shape, part, context)
      // At the root the function would call itself.
      return callRuntime('jsonMember', [value, encoder, pointer])
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
  return callRuntime('jsonList', [value, encoder, pointer])
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
export function directEncoder(shape: Shape, context: CodecContext): GeneratedName | undefined {
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

export function textFunction({ purpose }: CodecContext): 'jsonText' | 'storedText' {
  return purpose === 'encode-stored' ? 'storedText' : 'jsonText'
}

/** `return` with the text of a whole value. */
export function returned(shape: Shape, expression: Code, context: CodecContext): Code {
  const direct = directEncoder(shape, context)
  const isText = direct !== 'jsonNumber' && direct !== 'jsonBoolean'
  return ['return ', isText ? expression : template([{ expression }])]
}
