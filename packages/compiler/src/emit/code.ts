import { builders, utils } from 'prettier/doc'

/**
 * A fragment of generated TypeScript: text, line breaks that may or must happen, and symbols that import themselves
 * (`importValue`, `importType` in imports.ts). `printFile` lays it out within 100 columns as prettier would.
 */
export type Code = builders.Doc

export const { group, hardline, ifBreak, indent, line, softline } = builders

/**
 * Writes a fragment as it will stand in the file:
 *
 *     code`
 *       const session = this.#store.openFor(http)
 *       ${statements}
 *     `
 *
 * Every line break of the template is one of the file, relative indentation is kept, and what is put in keeps the
 * indentation of the line it is put into. An array is its elements one after another.
 */
export function code(template: TemplateStringsArray, ...values: readonly CodeValue[]): Code {
  return layOut(splitLines(template.raw.map(unescape), values))
}

export type CodeValue = Code | number | readonly Code[]

/** One statement or member per line. */
export function lines(codes: readonly Code[]): Code {
  return join(codes, hardline)
}

/** Separated by an empty line. */
export function paragraphs(codes: readonly Code[]): Code {
  return join(codes, [hardline, hardline])
}

export function join(codes: readonly Code[], separator: Code): Code {
  return builders.join(separator, [...codes])
}

/** As prettier prints what stands between `${` and `}`, however long it is. */
export function onOneLine(code: Code): Code {
  return typeof code === 'string' ? code : utils.removeLines(code)
}

/** Whether a word stands in it. */
export function mentions(code: Code, word: string): boolean {
  const pattern = new RegExp(`(?<![\\w$#.])${word}\\b`)
  const find = (each: Code) => (typeof each === 'string' && pattern.test(each) ? true : undefined)
  return utils.findInDoc(code, find, false) === true
}

/** `{`, the statements one per line, `}`. */
export function block(statements: readonly Code[]): Code {
  return ['{', indent([hardline, lines(statements)]), hardline, '}']
}

/** What is written is what stands in the file, but for the two characters a template cannot hold bare. */
function unescape(raw: string): string {
  return raw.replace(/\\([`$])/g, '$1')
}

interface Line {
  readonly indentation: number
  readonly parts: readonly Code[]
}

function splitLines(texts: readonly string[], values: readonly CodeValue[]): readonly Line[] {
  const found: Code[][] = [[]]
  texts.forEach((text, index) => {
    const [first = '', ...rest] = text.split('\n')
    found.at(-1)!.push(first)
    for (const each of rest) found.push([each])
    const value = values[index]
    if (value !== undefined) found.at(-1)!.push(asCode(value))
  })
  // A template that opens with a line break says so for the eye only; the same at its end.
  if (found.length > 1 && isBlank(found[0]!)) found.shift()
  if (found.length > 1 && isBlank(found.at(-1)!)) found.pop()
  return found.map(indentationOf)
}

function asCode(value: CodeValue): Code {
  return typeof value === 'number'
    ? String(value)
    : Array.isArray(value)
      ? [...value]
      : (value as Code)
}

function isBlank(parts: readonly Code[]): boolean {
  return parts.every((each) => typeof each === 'string' && each.trim() === '')
}

function indentationOf(parts: readonly Code[]): Line {
  const first = parts[0] as string
  const trimmed = first.trimStart()
  return isBlank(parts)
    ? { indentation: 0, parts: [] }
    : { indentation: first.length - trimmed.length, parts: [trimmed, ...parts.slice(1)] }
}

function layOut(written: readonly Line[]): Code {
  const filled = written.filter((each) => each.parts.length > 0)
  const least = Math.min(...filled.map((each) => each.indentation))
  return written.map(({ indentation, parts }, index) => {
    const content = index === 0 ? [...parts] : [hardline, ...parts]
    return nest(content, parts.length === 0 ? 0 : (indentation - least) / 2)
  })
}

function nest(content: Code, depth: number): Code {
  return depth <= 0 ? content : indent(nest(content, depth - 1))
}
