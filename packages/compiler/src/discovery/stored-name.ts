import type { WireName } from '../model/type-facts.js'

/** The wire name of a type: `HTTPRequest` → `http-request`, `HttpMessage1` → `http-message-1`. */
export function kebabCase(name: string): string {
  return name
    .replace(/([\p{Ll}\p{Lo}\d])(\p{Lu})/gu, '$1-$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1-$2')
    .replace(/(\p{L})(\d)/gu, '$1-$2')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
}

/** As it is stored and listed: `order-placed`, and `order-placed@2` of the second version. */
export function versioned({ name, version }: WireName): string {
  return version === 1 ? name : `${name}@${version}`
}
