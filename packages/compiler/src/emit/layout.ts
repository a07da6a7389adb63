import { group, hardline, ifBreak, indent, join, line, softline, type Code } from './code.js'

// The few shapes of generated code that can become longer than a line, broken where prettier breaks them.

/** `(a, b)`, or one argument per line. */
export function argumentList(args: readonly Code[]): Code {
  if (args.length === 0) return '()'
  return group(['(', indent([softline, join(args, [',', line])]), ifBreak(','), softline, ')'])
}

/** `[a, b]`, or one element per line. */
export function arrayLiteral(elements: readonly Code[]): Code {
  if (elements.length === 0) return '[]'
  return group(['[', indent([softline, join(elements, [',', line])]), ifBreak(','), softline, ']'])
}

/** `{ a, b }`, or one member per line. */
export function objectLiteral(members: readonly Code[]): Code {
  if (members.length === 0) return '{}'
  return group(['{', indent([line, join(members, [',', line])]), ifBreak(','), line, '}'])
}

/** An object literal with one member per line, however short: prettier keeps it so. */
export function tallObjectLiteral(members: readonly Code[]): Code {
  return ['{', indent(members.map((each) => [hardline, each, ','])), hardline, '}']
}

/** `{ a; b }` of an object type or import-like list in a type. */
export function objectType(members: readonly Code[]): Code {
  if (members.length === 0) return '{}'
  return group(['{', indent([line, join(members, [ifBreak('', ';'), line])]), line, '}'])
}

/** `a && b`, operator at the end of the line; inside `(` and `)` of an `if`. */
export function conditions(parts: readonly Code[], operator: '&&' | '||'): Code {
  return join(parts, [` ${operator}`, line])
}

/** `if (…)`. */
export function ifHead(condition: Code): Code {
  return ['if (', group([indent([softline, condition]), softline]), ')']
}

/** `left = right`, where `right` starts on the next line when it cannot be broken itself: a member chain or a string. */
export function assignOnNextLine(left: Code, right: Code): Code {
  return group([left, ' =', group(indent(line)), indent(right)])
}
