import { InvalidValueError } from '../errors.js'
import { found, requireId } from '../postgres/require-value.js'
import type { DocumentMapping } from './document-mapping.js'

/** The id of a document as it travels to Postgres, which is also the key a session knows it by. */
export function encodeId(mapping: Pick<DocumentMapping, 'idType' | 'name'>, id: unknown): string {
  switch (mapping.idType) {
    case 'text':
      return requireId(id, `id of a document "${mapping.name}"`)
    case 'float8':
      if (typeof id === 'number' && Number.isFinite(id)) return String(id)
      throw invalidId(mapping.name, 'a finite number', id)
    case 'int8':
      if (typeof id === 'bigint' && BigInt.asIntN(64, id) === id) return String(id)
      throw invalidId(mapping.name, 'a bigint of 64 bits', id)
  }
}

function invalidId(name: string, expected: string, id: unknown): InvalidValueError {
  return new InvalidValueError(
    `id of a document "${name}": expected ${expected}, found ${found(id)}.`,
  )
}
