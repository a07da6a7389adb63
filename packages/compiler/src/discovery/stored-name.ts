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
