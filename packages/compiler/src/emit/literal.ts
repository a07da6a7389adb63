import { isPlainName, quote } from './text.js'

/**
 * JSON as an expression, on one line where that fits and a member or element per line otherwise: as prettier leaves it.
 * Text and not `Code`, because the document of a thousand endpoints has tens of thousands of lines.
 */
export function literal(
  value: unknown,
  memory: LiteralMemory = new WeakMap(),
  column = 0,
  indentation = '',
): string {
  const known = isObject(value) ? memory.get(value) : undefined
  if (known?.indentation === indentation && known.column === column) return known.text
  // A comma may follow.
  const short = onOneLine(value, width - column - 1)
  if (short !== undefined) return short
  if (!isObject(value)) return scalar(value)
  const text = isList(value)
    ? brokenList(value, memory, indentation)
    : brokenObject(value, memory, indentation)
  // What is deeper in is part of that.
  if (indentation.length <= rememberedWithin) {
    memory.set(value, { column, indentation, text })
  }
  return text
}

/** How objects were printed that stay the same from one time to the next. */
export type LiteralMemory = WeakMap<object, PrintedLiteral>

interface PrintedLiteral {
  readonly column: number
  readonly indentation: string
  readonly text: string
}

const rememberedWithin = 6
const shortName = 4

function brokenObject(value: object, memory: LiteralMemory, indentation: string): string {
  const inner = `${indentation}  `
  const lines = Object.entries(value).map(([name, each]) => {
    const start = `${inner}${propertyName(name)}:`
    const text = literal(each, memory, start.length + 1, inner)
    // A text that does not fit behind its name stands on the next line, if that gains anything.
    const isTooLong =
      typeof each === 'string' &&
      propertyName(name).length > shortName &&
      start.length + 1 + text.length >= width
    return isTooLong ? `${start}\n${inner}  ${text},` : `${start} ${text},`
  })
  return `{\n${lines.join('\n')}\n${indentation}}`
}

function brokenList(
  values: readonly unknown[],
  memory: LiteralMemory,
  indentation: string,
): string {
  const inner = `${indentation}  `
  const lines = values.every((each) => typeof each === 'number')
    ? filled(values, inner)
    : values.map((each) => `${inner}${literal(each, memory, inner.length, inner)},`)
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

/**
 * `undefined` where it is longer than that, and where prettier breaks it all the same: a list of several objects with several
 * members, or of lists with several elements.
 */
function onOneLine(value: unknown, longest: number): string | undefined {
  if (!isObject(value)) {
    const text = scalar(value)
    return text.length > longest ? undefined : text
  }
  if (longest < 2) return undefined
  if (isList(value)) {
    if (mustBreak(value)) return undefined
    const elements = joined(value, (each, left) => onOneLine(each, left), longest - 2)
    return elements === undefined ? undefined : `[${elements}]`
  }
  const entries = Object.entries(value)
  if (entries.length === 0) return '{}'
  const member = ([name, each]: readonly [string, unknown], left: number) => {
    const start = `${propertyName(name)}: `
    const text = onOneLine(each, left - start.length)
    return text === undefined ? undefined : start + text
  }
  const members = joined(entries, member, longest - 4)
  return members === undefined ? undefined : `{ ${members} }`
}

function joined<T>(
  parts: readonly T[],
  print: (part: T, left: number) => string | undefined,
  longest: number,
): string | undefined {
  let text = ''
  for (const part of parts) {
    if (text !== '') text += ', '
    const printed = print(part, longest - text.length)
    if (printed === undefined) return undefined
    text += printed
  }
  return text
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
