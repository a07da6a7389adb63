import type { TypeRef } from '../model/type-ref.js'

/** `CreationResponse` → `creationResponse`, `HTTPClient` → `httpClient`. */
export function lowerFirst(name: string): string {
  return name.replace(/^\p{Lu}+(?=\p{Lu}\p{Ll})|^\p{Lu}+/u, (capitals) => capitals.toLowerCase())
}

/** What a value is called when nobody has named it. */
export function wantedName(type: TypeRef, otherwise: string): string {
  if (type.kind === 'named') return lowerFirst(type.name)
  if (type.kind === 'list' && type.element.kind === 'named')
    return `${lowerFirst(type.element.name)}s`
  return otherwise
}
