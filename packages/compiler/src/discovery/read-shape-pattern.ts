import ts from '#typescript'

/** The regular expression of a template literal type: `` `order-${number}` ``. */
export function templatePattern(type: ts.TemplateLiteralType): string {
  const parts = type.texts.map((text, index) => {
    const placeholder = type.types[index]
    return escape(text) + (placeholder === undefined ? '' : placeholderPattern(placeholder))
  })
  return `^${parts.join('')}$`
}

/** As TypeScript writes it; `undefined` where it is made of more than keywords, which other files cannot name. */
export function templateText(
  type: ts.TemplateLiteralType,
  checker: ts.TypeChecker,
): string | undefined {
  const plain = ts.TypeFlags.String | ts.TypeFlags.Number | ts.TypeFlags.BigInt
  if (!type.types.every((each) => each.flags & plain)) return undefined
  const { NoTruncation, InTypeAlias } = ts.TypeFormatFlags
  return checker.typeToString(type, undefined, NoTruncation | InTypeAlias)
}

/** What people could call it, as an identifier. */
export function templateName(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((each) => each !== '')
  const name = words.map((each) => each.charAt(0).toUpperCase() + each.slice(1)).join('')
  return /^\p{L}/u.test(name) ? name : `Text${name}`
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
