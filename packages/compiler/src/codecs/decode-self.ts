import type { Code } from '../emit/code.js'
import { conditional, ifStatement } from '../emit/layout.js'
import { quote } from '../emit/text.js'
import type { CodecContext } from './codec-context.js'
import { refuse } from './read-value.js'

/** The value itself. */
export function self(context: CodecContext): { readonly pointer: Code; readonly raw: Code } {
  return { pointer: quote(context.base), raw: 'value' }
}

/** The value, unless violations of it were recorded after `before`. */
export function returnUnlessRefused(before: string, value: Code): Code {
  const refused = { test: `violations.length > ${before}`, value: 'undefined' }
  return ['return ', conditional([refused], value)]
}

export function depthStatements(context: CodecContext): readonly Code[] {
  if (!context.isDeep) return []
  return [
    ifStatement(`depth > ${nestingLimit}`, [
      'return ',
      refuse(self(context), `at most ${nestingLimit} levels of nesting`),
    ]),
  ]
}

/** Objects and lists in each other; more would take the stack of whoever walks over them. */
export const nestingLimit = 100
