const token = /^[\w!#$%&'*+.^`|~-]+$/
// What a header line cannot carry, line breaks above all: with them a value could begin another header.
const unsendable = /[^\t\x20-\x7e\x80-\xff]/

/** @throws {TypeError} when the header cannot be sent as it is. */
export function assertHeader(name: string, value: string): void {
  if (!token.test(name)) throw new TypeError(`"${name}" cannot be the name of a header.`)
  if (unsendable.test(value)) {
    throw new TypeError(
      `The value of the header "${name}" has characters a header cannot carry (line breaks, or beyond Latin-1). Encode it first, with encodeURIComponent for example.`,
    )
  }
}

/** Whether a header says something about one particular answer, rather than about the request or the client. */
export function describesBody(name: string): boolean {
  return name.startsWith('content-') || descriptions.has(name)
}

const descriptions = new Set([
  'location',
  'etag',
  'last-modified',
  'cache-control',
  'expires',
  'accept-ranges',
])

/** What of a URL cannot stand in a header is percent-encoded; the rest stays as the user wrote it. */
export function encodeLocation(location: string): string {
  if (!unprintable.test(location)) return location
  return location.replace(loneSurrogates, '\ufffd').replace(unprintables, encodeURIComponent)
}

const unprintable = /[^\x21-\x7e]/
const unprintables = /[^\x21-\x7e]+/gu
const loneSurrogates = /[\uD800-\uDFFF]/gu
