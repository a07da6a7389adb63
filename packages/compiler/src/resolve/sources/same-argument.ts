import type { Argument } from '../../frames/argument.js'

/** Whether two arguments are one value. */
export function sameArgument(one: Argument, other: Argument): boolean {
  if (one.kind === 'variable' && other.kind === 'variable') return one.variable === other.variable
  return (
    one.kind === 'member' &&
    other.kind === 'member' &&
    one.variable === other.variable &&
    one.member === other.member
  )
}
