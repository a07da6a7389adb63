import type { Documentation } from '../model/documentation.js'
import type { Json, Schema } from './openapi-document.js'

/** A schema with what the comment of its declaration says. */
export function documented(schema: Schema, documentation: Documentation | undefined): Schema {
  if (documentation === undefined) return schema
  const examples = tagTexts(documentation, 'example').map(valueOf)
  const [standard] = [
    ...tagTexts(documentation, 'default'),
    ...tagTexts(documentation, 'defaultValue'),
  ]
  return {
    ...schema,
    ...describe(documentation),
    ...(standard === undefined ? {} : { default: valueOf(standard) }),
    ...(examples.length === 0 ? {} : { examples }),
  }
}

/** `description` and `deprecated`, which everything in a document may have. */
export function describe(documentation: Documentation | undefined): {
  readonly description?: string
  readonly deprecated?: true
} {
  if (documentation === undefined) return {}
  const [instead] = tagTexts(documentation, 'deprecated')
  const notes = instead === undefined || instead === '' ? [] : [`Deprecated: ${instead}`]
  const description = [documentation.text, ...notes].filter((each) => each !== '').join('\n\n')
  return {
    ...(description === '' ? {} : { description }),
    ...(instead === undefined ? {} : { deprecated: true }),
  }
}

export function tagTexts({ tags }: Documentation, name: string): readonly string[] {
  return tags.filter((each) => each.name === name).map((each) => each.text)
}

/** The text of `@param name`. */
export function parameterText({ tags }: Documentation, parameter: string): string | undefined {
  for (const { name, text } of tags) {
    if (name !== 'param') continue
    // `name`, `[name]`, `[name=1]`, perhaps with a hyphen behind it.
    const [, named, said] = /^\[?([\w$-]+)\S*\s*(?:-\s+)?([\s\S]*)$/.exec(text) ?? []
    if (named === parameter && said !== '') return said
  }
  return undefined
}

/** JSON where it is some, also in a fence or backticks; text otherwise. */
function valueOf(text: string): Json {
  const plain = text
    .replace(/^```\w*\n([\s\S]*?)\n?```$/, '$1')
    .replace(/^`([^`]*)`$/, '$1')
    .trim()
  try {
    return JSON.parse(plain) as Json
  } catch {
    return plain.replace(/^'([^']*)'$/, '$1')
  }
}
