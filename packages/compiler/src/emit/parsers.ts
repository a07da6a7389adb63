import type { TypeRef } from '../model/type-ref.js'
import type { Code } from './code.js'
import { importValue } from './imports.js'
import { parseRequest } from './codec-requests.js'
import type { Printing } from './printing.js'
import { generatedValue } from './runtime-symbols.js'

const plain = {
  string: 'toText',
  number: 'toNumber',
  boolean: 'toBoolean',
  bigint: 'toBigInt',
} as const

/** What turns a piece of text of the request into a value of the type. */
export function parserFor(type: TypeRef, printing: Printing): Code {
  const name = plainParser(type)
  if (name !== undefined) return generatedValue(name)
  return importValue(printing.codec(parseRequest(type)))
}

/** The runtime's own; whatever has literals or constraints gets a generated one. */
export function plainParser(
  type: TypeRef,
): (typeof plain)[keyof typeof plain] | 'toDate' | undefined {
  if (type.kind === 'primitive') return plain[type.name]
  return type.kind === 'named' && type.id === 'lib#Date' ? 'toDate' : undefined
}
