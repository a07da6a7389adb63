import type { ChainDescription, QueryDescription } from '@critter/compiler'
import type { Paint } from './paint.js'

/** The SQL of the compiled queries that a chain asks, with what is bound; nothing where it asks none. */
export function queriesInWords({ queries }: ChainDescription, paint: Paint): string {
  return queries.map((each) => `\n${inWords(each, paint)}`).join('')
}

function inWords({ name, writesJson, statements }: QueryDescription, paint: Paint): string {
  return statements
    .map(({ when, sql, parameters }, index) => {
      const otherwise = index > 0 ? ', otherwise' : ''
      const chosen = when === undefined ? otherwise : `, when ${when}`
      const title = `query ${name}${writesJson ? ', whose rows are the answer' : ''}${chosen}`
      const bound = parameters.map((each, at) => `$${at + 1} ${each}`).join(', ')
      const lines = [paint.bold(title), ...indented(sql), ...indented(bound).map(paint.dim)]
      return `${lines.join('\n')}\n`
    })
    .join('\n')
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => `  ${line}`)
}
