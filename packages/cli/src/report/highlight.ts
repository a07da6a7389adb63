import type { Paint } from './paint.js'

/**
 * TypeScript for a terminal. Not a parser: generated code has no regular expressions, and a template with nested templates
 * loses a colour, never a character.
 */
export function highlight(source: string, paint: Paint): string {
  if (!paint.isColorSupported) return source
  const painters = {
    comment: paint.gray,
    text: paint.green,
    number: paint.yellow,
    decorator: paint.yellow,
    word: (word: string) =>
      keywords.has(word) ? paint.magenta(word) : /^[A-Z]/.test(word) ? paint.cyan(word) : word,
    call: paint.blue,
  }
  return source.replace(tokens, (token, ...rest) => {
    const groups = rest.at(-1) as Readonly<Record<keyof typeof painters, string | undefined>>
    const kind = kinds.find((each) => groups[each] !== undefined)
    if (kind === undefined) return token
    const isKeyword = kind === 'call' && (keywords.has(token) || /^[A-Z]/.test(token))
    // Pagers colour line by line.
    return token
      .split('\n')
      .map((line) => painters[isKeyword ? 'word' : kind](line))
      .join('\n')
  })
}

const kinds = ['comment', 'text', 'number', 'decorator', 'call', 'word'] as const

const tokens =
  /(?<comment>\/\/.*|\/\*[\s\S]*?\*\/)|(?<text>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`)|(?<number>\b\d[\w.]*)|(?<decorator>@\w+)|(?<call>[\p{L}_$][\p{L}\p{N}_$]*(?=\())|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)/gu

const keywords: ReadonlySet<string> = new Set(
  (
    'abstract as async await break case catch class const constructor continue declare default do else export extends ' +
    'false finally for from function if implements import in instanceof interface is keyof let new null of override ' +
    'private protected public readonly return satisfies static super switch this throw true try type typeof undefined ' +
    'var void while yield boolean number string bigint unknown never'
  ).split(' '),
)
