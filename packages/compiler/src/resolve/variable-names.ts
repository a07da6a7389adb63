import type { TypeRef } from '../model/type-ref.js'
import { elementOf } from './iterables.js'

/** `CreationResponse` → `creationResponse`, `HTTPClient` → `httpClient`. */
export function lowerFirst(name: string): string {
  return name.replace(/^\p{Lu}+(?=\p{Lu}\p{Ll})|^\p{Lu}+/u, (capitals) => capitals.toLowerCase())
}

/** What a value is called when nobody has named it. */
export function wantedName(type: TypeRef, otherwise: string): string {
  const element = elementOf(type)
  if (element?.kind === 'named') return `${lowerFirst(element.name)}s`
  return type.kind === 'named' ? lowerFirst(type.name) : otherwise
}
