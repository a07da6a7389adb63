/**
 * Where text stops being JSON. `JSON.parse` says so only sometimes, and differently in every version of V8; this runs
 * after it has failed. One pass without recursion, so that no body can make it slow or deep.
 */
export function locateSyntaxError(text: string): { offset: number; line: number; column: number } {
  const offset = findSyntaxError(text)
  const before = text.slice(0, offset)
  const lines = before.split('\n')
  return { offset, line: lines.length, column: lines.at(-1)!.length + 1 }
}

type Expected = 'value' | 'first-item' | 'key' | 'first-key' | 'colon' | 'next' | 'end'

function findSyntaxError(text: string): number {
  const open: ('{' | '[')[] = []
  const after = (): Expected => (open.length === 0 ? 'end' : 'next')
  let expected: Expected = 'value'
  let at = 0
  for (;;) {
    at = skip(text, at, blanks)
    const char = text[at]
    if (char === undefined) return at
    if (char === '}' || char === ']') {
      const canClose =
        expected === 'next' || expected === (char === '}' ? 'first-key' : 'first-item')
      if (!canClose || open.at(-1) !== (char === '}' ? '{' : '[')) return at
      open.pop()
      expected = after()
      at++
    } else if (expected === 'next') {
      if (char !== ',') return at
      expected = open.at(-1) === '{' ? 'key' : 'value'
      at++
    } else if (expected === 'colon') {
      if (char !== ':') return at
      expected = 'value'
      at++
    } else if (expected === 'key' || expected === 'first-key') {
      const { end, isWhole } = readString(text, at)
      if (!isWhole) return end
      expected = 'colon'
      at = end
    } else if (expected === 'end') {
      return at
    } else if (char === '{' || char === '[') {
      open.push(char)
      expected = char === '{' ? 'first-key' : 'first-item'
      at++
    } else {
      const { end, isWhole } = char === '"' ? readString(text, at) : readScalar(text, at)
      if (!isWhole) return end
      expected = after()
      at = end
    }
  }
}

interface Token {
  /** Behind it, or where it goes wrong. */
  readonly end: number
  readonly isWhole: boolean
}

function readString(text: string, start: number): Token {
  if (text[start] !== '"') return { end: start, isWhole: false }
  let at = start + 1
  for (;;) {
    at = skip(text, at, plain)
    if (text[at] === '"') return { end: at + 1, isWhole: true }
    const escaped = skip(text, at, escape)
    if (escaped === at) return { end: at, isWhole: false }
    at = escaped
  }
}

function readScalar(text: string, start: number): Token {
  const end = skip(text, start, scalar)
  return { end, isWhole: end > start }
}

const blanks = /[ \t\r\n]*/y

const plain = /[^"\\\x00-\x1f]*/y
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** Behind the match of a sticky pattern; `at` when it does not match. */
function skip(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
