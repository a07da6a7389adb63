import { isPlainName, quote } from './text.js'

/**
 * JSON as an expression, on one line where that fits and a member or element per line otherwise: as prettier leaves it.
 * Text and not `Code`, because the document of a thousand endpoints has tens of thousands of lines.
 */
export function literal(value: unknown, column = 0, indentation = ''): string {
  const short = onOneLine(value)
  // A comma may follow.
  if (short !== undefined && column + short.length < width) return short
  if (isList(value)) return brokenList(value, indentation)
  return isObject(value) ? brokenObject(value, indentation) : scalar(value)
}

function brokenObject(value: object, indentation: string): string {
  const inner = `${indentation}  `
  const lines = Object.entries(value).map(([name, each]) => {
    const start = `${inner}${propertyName(name)}:`
    const text = literal(each, start.length + 1, inner)
    // A text that does not fit behind its name stands on the next line.
    const isTooLong = typeof each === 'string' && start.length + 1 + text.length >= width
    return isTooLong ? `${start}\n${inner}  ${text},` : `${start} ${text},`
  })
  return `{\n${lines.join('\n')}\n${indentation}}`
}

function brokenList(values: readonly unknown[], indentation: string): string {
  const inner = `${indentation}  `
  const lines = values.every((each) => typeof each === 'number')
    ? filled(values, inner)
    : values.map((each) => `${inner}${literal(each, inner.length, inner)},`)
  return `[\n${lines.join('\n')}\n${indentation}]`
}

/** As many numbers on a line as fit. */
function filled(numbers: readonly number[], inner: string): readonly string[] {
  const lines: string[] = []
  for (const each of numbers) {
    const last = lines.at(-1)
    const longer = `${last ?? ''} ${each},`
    if (last === undefined || longer.length > width) lines.push(`${inner}${each},`)
    else lines[lines.length - 1] = longer
  }
  return lines
}

/** `undefined`: prettier breaks a list of several objects with several members, or of lists with several elements. */
function onOneLine(value: unknown): string | undefined {
  if (isList(value)) {
    if (mustBreak(value)) return undefined
    const elements = value.map(onOneLine)
    return elements.includes(undefined) ? undefined : `[${elements.join(', ')}]`
  }
  if (!isObject(value)) return scalar(value)
  const members: string[] = []
  let length = 0
  for (const [name, each] of Object.entries(value)) {
    const text = onOneLine(each)
    if (text === undefined) return undefined
    const member = `${propertyName(name)}: ${text}`
    length += member.length
    if (length > width) return undefined
    members.push(member)
  }
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

function mustBreak(values: readonly unknown[]): boolean {
  if (values.length < 2) return false
  const areLists = values.every((each) => isList(each) && each.length > 1)
  return (
    areLists ||
    values.every((each) => !isList(each) && isObject(each) && Object.keys(each).length > 1)
  )
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? quote(value) : String(value)
}

/** `__proto__` written otherwise would be no member. */
function propertyName(name: string): string {
  if (name === '__proto__') return "['__proto__']"
  return isPlainName(name) ? name : quote(name)
}

const width = 100
