import { InvalidValueError } from '../errors.js'
import type { AnyMessageMapping } from './message-mapping.js'

/**
 * The message as JSON. Text that no decoder takes is refused here: on arrival the message would be among the dead letters, where
 * nobody who sent it looks.
 *
 * @throws {InvalidValueError} for text with U+0000 or half a surrogate pair.
 */
export function writtenBody({ name, encode }: AnyMessageMapping, message: object): string {
  const body = encode(message)
  // Nearly every body has no escape of this kind, and to look for a text is faster than a pattern.
  if (!body.includes('\\u') || !unsound.test(body)) return body
  throw new InvalidValueError(
    `The message "${name}" has at "${placeOf(JSON.parse(body)) ?? ''}" text that nobody could read: expected well-formed text without U+0000.`,
  )
}

// An escaped backslash before a "u" is no escape.
const unsound = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/

/** The JSON pointer of the first such text. */
function placeOf(value: unknown): string | undefined {
  if (typeof value === 'string') return unsound.test(JSON.stringify(value)) ? '' : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, each] of Object.entries(value)) {
    const within = placeOf(name) ?? placeOf(each)
    if (within !== undefined) return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}${within}`
  }
  return undefined
}
