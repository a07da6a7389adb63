import { builders } from 'prettier/doc'
import type { Variable } from '../frames/variable.js'
import { group, indent, line, softline, type Code } from './code.js'
import { conditions } from './layout.js'
import { nameOf, type Printing } from './printing.js'

/** `if (…) return …`, the return on its own line when there is no room. */
export function ifReturn(condition: Code, statement: Code): Code {
  const test = group([indent([softline, condition]), softline])
  return group(['if (', test, ')', indent([line, statement])])
}

/** `if (message !== null) …`: the statement only where the value is there. */
export function ifThere(variable: Variable, statement: Code, p: Printing): Code {
  const name = nameOf(variable, p)
  const tests = [
    ...(variable.use.null ? [`${name} !== null`] : []),
    ...(variable.use.undefined ? [`${name} !== undefined`] : []),
  ]
  return ifReturn(conditions(tests, '&&'), statement)
}

/** A comment at the end of a line; it does not count for the width, as prettier sees it. */
export function remark(text: string): Code {
  return [builders.lineSuffix(` // ${text}`), builders.breakParent]
}

/** The test for a value that is not there. */
export function isNothing(variable: Variable, p: Printing): Code {
  const name = nameOf(variable, p)
  const tests = [
    ...(variable.use.null ? [`${name} === null`] : []),
    ...(variable.use.undefined ? [`${name} === undefined`] : []),
  ]
  return conditions(tests, '||')
}
