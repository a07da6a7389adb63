import { InvalidAddressError } from '../messaging/errors.js'

/**
 * What an endpoint is called at a broker:
 *
 * ```
 * queue/NAME                                     each message goes to one of its listeners
 * queue/NAME?from=EXCHANGE&topic=PATTERN         and what is sent to that exchange by such a topic goes to it, too
 * exchange/NAME                                  each message goes to every queue that asks for it
 * ```
 *
 * `from` may be repeated, and `topic` behind each; without one, it is every message. Names and patterns are percent-encoded
 * as in any URL.
 */
export type Address = QueueAddress | ExchangeAddress

export interface QueueAddress {
  readonly kind: 'queue'
  readonly name: string
  readonly bindings: readonly Binding[]
}

export interface ExchangeAddress {
  readonly kind: 'exchange'
  readonly name: string
}

/** Whatever is sent to the exchange by a topic that matches. */
export interface Binding {
  readonly exchange: string
  /** Words between dots; `*` is any one, `#` any number of them. */
  readonly topic: string
}

export const everyTopic = '#'

/** @throws {InvalidAddressError} */
export function parseAddress(address: string): Address {
  const [, kind, name, query] = /^(queue|exchange)\/([^?]+)(?:\?(.*))?$/s.exec(address) ?? []
  if (name === undefined) throw invalid(address)
  if (kind === 'queue') {
    return { kind, name: decode(name, address), bindings: parseBindings(query ?? '', address) }
  }
  if (query !== undefined) throw invalid(address)
  return { kind: 'exchange', name: decode(name, address) }
}

/** @throws {InvalidAddressError} when it is that of an exchange, which has no listeners of its own. */
export function parseQueueAddress(address: string): QueueAddress {
  const parsed = parseAddress(address)
  if (parsed.kind === 'queue') return parsed
  throw new InvalidAddressError(
    `Expected the address of a queue to listen to, found "${address}". An exchange keeps nothing: listen to "queue/NAME?from=${encodeURIComponent(parsed.name)}".`,
  )
}

function parseBindings(query: string, address: string): readonly Binding[] {
  const bindings: { exchange: string; topics: string[] }[] = []
  for (const [key, value] of new URLSearchParams(query)) {
    const last = bindings.at(-1)
    if (key === 'from' && value !== '') bindings.push({ exchange: value, topics: [] })
    else if (key === 'topic' && last !== undefined) last.topics.push(value)
    else throw invalid(address)
  }
  return bindings.flatMap(({ exchange, topics }) =>
    (topics.length === 0 ? [everyTopic] : topics).map((topic) => ({ exchange, topic })),
  )
}

/** What an exchange asks of each of its bindings. */
export function matchesTopic(pattern: string, topic: string): boolean {
  return matches(wordsOf(pattern), wordsOf(topic))
}

function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('.')
}

function matches([first, ...others]: readonly string[], words: readonly string[]): boolean {
  if (first === undefined) return words.length === 0
  if (first === everyTopic) {
    return (
      matches(others, words) || (words.length > 0 && matches([first, ...others], words.slice(1)))
    )
  }
  const [word, ...rest] = words
  return word !== undefined && (first === '*' || first === word) && matches(others, rest)
}

function decode(name: string, address: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    throw invalid(address)
  }
}

function invalid(address: string): InvalidAddressError {
  return new InvalidAddressError(
    `Expected "queue/NAME", "queue/NAME?from=EXCHANGE&topic=PATTERN" or "exchange/NAME", found "${address}".`,
  )
}
