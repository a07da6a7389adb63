import type { Value } from './statement.js'

/** An array as Postgres reads it: `{"a","b",NULL}`. Every element is quoted, so that none is taken for a word. */
export function arrayLiteral(values: readonly Value[]): string {
  let text = '{'
  for (let index = 0; index < values.length; index++) {
    const value = values[index]
    if (index > 0) text += ','
    text += value === null || value === undefined ? 'NULL' : `"${escape(value)}"`
  }
  return `${text}}`
}

const special = /["\\]/g

function escape(value: string): string {
  return value.replace(special, '\\$&')
}
