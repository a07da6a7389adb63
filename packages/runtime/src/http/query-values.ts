/**
 * The values of one name in a query string, decoded as `URLSearchParams` decodes them. It looks at the text directly:
 * most requests ask for a name or two, and an object of all of them costs more than the rest of reading a request.
 */
export function queryValues(target: string, name: string): readonly string[] {
  let at = target.indexOf('?') + 1
  if (at === 0) return none
  let values: string[] | undefined
  while (at < target.length) {
    const found = target.indexOf('&', at)
    const end = found < 0 ? target.length : found
    const equals = target.indexOf('=', at)
    const nameEnd = equals < 0 || equals > end ? end : equals
    if (isName(target, at, nameEnd, name)) {
      const value = decode(target.slice(nameEnd + 1, end))
      if (values === undefined) values = [value]
      else values.push(value)
    }
    at = end + 1
  }
  return values ?? none
}

const none: readonly string[] = []

function isName(target: string, start: number, end: number, name: string): boolean {
  // Encoded, a name is no shorter than it is.
  return end - start >= name.length && decode(target.slice(start, end)) === name
}

function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    // Not UTF-8, or a percent sign by itself: the web's way is to make the best of it.
    return new URLSearchParams(`value=${text}`).get('value') ?? ''
  }
}
