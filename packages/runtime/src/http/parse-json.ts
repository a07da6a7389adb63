import { nestingLimit } from '../core/nesting-limit.js'
import { locateSyntaxError } from './locate-syntax-error.js'
import type { Violation } from './violation.js'

export type ParsedJson =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'too-deep'; readonly violation: Violation }

export function parseJson(bytes: Uint8Array): ParsedJson {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    return { kind: 'malformed', detail: 'The body is not valid UTF-8.' }
  }
  if (isTooDeep(text)) {
    return {
      kind: 'too-deep',
      violation: { pointer: '', detail: `expected at most ${nestingLimit} levels of nesting` },
    }
  }
  try {
    return { kind: 'value', value: JSON.parse(text) as unknown }
  } catch {
    return { kind: 'malformed', detail: describe(text) }
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function isTooDeep(text: string): boolean {
  // A bracket more than the limit, opened and closed, needs this much text: most bodies end here.
  if (text.length <= 2 * nestingLimit) return false
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) at = endOfString(text, at)
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > nestingLimit) return true
    } else if (code === 0x5d || code === 0x7d) depth--
  }
  return false
}

/** Where the string that begins at `start` has its closing quote; the end of the text when it has none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) return at
    if (code === 0x5c) at++
  }
  return text.length
}

function describe(text: string): string {
  if (text.trim() === '') return 'Expected a body of JSON, found none.'
  const { offset, line, column } = locateSyntaxError(text)
  const found =
    offset < text.length
      ? JSON.stringify(String.fromCodePoint(text.codePointAt(offset)!))
      : 'the end'
  return `The body is not JSON: unexpected ${found} at line ${line}, column ${column}.`
}
