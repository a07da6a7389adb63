import { ts } from 'ts-morph'

/** The regular expression of a template literal type: `` `order-${number}` ``. */
export function templatePattern(type: ts.TemplateLiteralType): string {
  const parts = type.texts.map((text, index) => {
    const placeholder = type.types[index]
    return escape(text) + (placeholder === undefined ? '' : placeholderPattern(placeholder))
  })
  return `^${parts.join('')}$`
}

function placeholderPattern({ flags }: ts.Type): string {
  if (flags & ts.TypeFlags.Number) return '-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?'
  if (flags & ts.TypeFlags.BigInt) return '-?\\d+'
  return '[\\s\\S]*'
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

/** What the names of an index signature are, as text. */
export const numberNames = '^-?\\d+(?:\\.\\d+)?$'
