import type { ApplicationModel, MessageModel } from '../model/application-model.js'
import type { MessagingModel } from '../model/messaging-model.js'
import { typeKey } from '../model/type-ref.js'
import { hardline, indent, type Code } from './code.js'
import { decodeMessage, encodeMessage } from './codec-requests.js'
import { importValue } from './imports.js'
import { arrayLiteral, objectList, objectLiteral } from './layout.js'
import type { Printing } from './printing.js'
import { generatedValue } from './runtime-symbols.js'
import { isPlainName, quote } from './text.js'

/** Each message with its wire name, how it is told from others, and its codec; then what deadlines send. */
export function messageList(
  model: ApplicationModel,
  codec: Printing['codec'],
  deadlines: readonly string[],
): Code {
  const messages = model.messages.map((each) => message(each, model, codec))
  const passed = deadlines.map((each) => [generatedValue('deadlineMessage'), `(${quote(each)})`])
  if (passed.length === 0) return objectList(messages)
  return ['[', indent([...messages, ...passed].map((each) => [hardline, each, ','])), hardline, ']']
}

function message(each: MessageModel, model: ApplicationModel, codec: Printing['codec']): Code {
  const { name, version, type, literal } = each
  const { declaration, import: ref } = model.types[type.id] ?? {}
  const decoder = importValue(codec(decodeMessage(type)))
  // The user's schema of its name reads it, and sees to what it asks for.
  const hasSchema = model.shapes[typeKey(type)]?.schema !== undefined
  const decode: Code = hasSchema
    ? [
        '(value, violations) => ',
        generatedValue('decodeWith'),
        '(',
        decoder,
        ', value, violations)',
      ]
    : decoder
  return objectLiteral([
    `name: ${quote(name)}`,
    `version: ${version}`,
    ...(declaration === 'class' && ref !== undefined
      ? [['type: ', importValue(ref, type.name)]]
      : []),
    ...(literal === undefined ? [] : [['literal: ', plainValue(literal)]]),
    ['encode: ', importValue(codec(encodeMessage(type)))],
    ['decode: ', decode],
  ])
}

/** What the config says, as it is. */
export function messagingLiteral(messaging: MessagingModel): Code {
  return plainValue(messaging)
}

function plainValue(value: unknown): Code {
  if (Array.isArray(value)) {
    const elements = value.map(plainValue)
    return value.some(isObject) ? objectList(elements) : arrayLiteral(elements)
  }
  if (!isObject(value)) return typeof value === 'string' ? quote(value) : String(value)
  return objectLiteral(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => [isPlainName(name) ? name : quote(name), ': ', plainValue(each)]),
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
