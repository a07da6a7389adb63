/** Whether an `Accept` header leaves room for JSON. The most exact range decides, as in RFC 9110 §12.5.1. */
export function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return true
  let exactness = -1
  let isAccepted = true
  for (const range of accept.toLowerCase().split(',')) {
    const [type, ...parameters] = range.split(';').map((part) => part.trim())
    const found = ranges.indexOf(type!)
    if (found < 0 && !type!.endsWith('+json')) continue
    const at = Math.max(found, 0)
    if (at < exactness) continue
    exactness = at
    isAccepted = !parameters.some((parameter) => /^q\s*=\s*0(?:\.0*)?$/.test(parameter))
  }
  return exactness >= 0 ? isAccepted : accept.trim() === ''
}

// From the least exact to the most. Whoever asks for `application/vnd.api+json` can read JSON.
const ranges = ['*/*', 'application/*', 'application/json']
