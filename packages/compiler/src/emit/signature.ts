import { createHash } from 'node:crypto'
import type { Signature } from '../file-facts.js'
import type { Code } from './code.js'

/** Of fragments that say how something is called: they are plain JSON. */
export function signatureOf(...fragments: readonly Code[]): Signature {
  return createHash('sha256').update(JSON.stringify(fragments)).digest('hex').slice(0, 8)
}
