import { newId } from '../core/new-id.js'
import type { Exchange } from './exchange.js'

/** The one a proxy gave, if it can be printed. */
export function givenRequestId(exchange: Exchange): string | undefined {
  const given = exchange.header('x-request-id')
  return given !== undefined && /^[\x21-\x7e]{1,200}$/.test(given) ? given : undefined
}

/** The same; a new one otherwise. */
export function requestIdOf(exchange: Exchange): string {
  return givenRequestId(exchange) ?? newId()
}
