import { builders } from 'prettier/doc'
import { block, group, hardline, ifBreak, indent, join, line, softline, type Code } from './code.js'

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

/** One object per line: prettier breaks a list of several objects, however short, and leaves a single one alone. */
export function objectList(objects: readonly Code[]): Code {
  if (objects.length < 2) return arrayLiteral(objects)
  return ['[', indent(objects.map((each) => [hardline, each, ','])), hardline, ']']
}

/** `{ a, b }`, or one member per line. */
export function objectLiteral(members: readonly Code[]): Code {
  if (members.length === 0) return '{}'
  return group(['{', indent([line, join(members, [',', line])]), ifBreak(','), line, '}'])
}

/** `a && b`, operator at the end of the line; inside `(` and `)` of an `if`. */
export function conditions(parts: readonly Code[], operator: '&&' | '||'): Code {
  return join(parts, [` ${operator}`, line])
}

/** `if (…) statement`; in braces when that does not fit on the line. */
export function ifStatement(condition: Code, then: Code, otherwise?: Clause): Code {
  const id = Symbol('if')
  const test = group(['if (', group([indent([softline, condition]), softline]), ')'])
  if (otherwise === undefined) return clause(test, then, id)
  const connected = isBlock(then) ? ' else' : ifBreak(' else', [hardline, 'else'], { groupId: id })
  return [
    clause(test, then, id),
    connected,
    otherwise.kind === 'if' ? [' ', otherwise.code] : clause('', otherwise.code, Symbol('else')),
  ]
}

/** What stands after `else`: another `if` stays on its line. */
export interface Clause {
  readonly kind: 'if' | 'statement'
  readonly code: Code
}

function clause(head: Code, statement: Code, id: symbol): Code {
  if (isBlock(statement)) return [head, ' ', statement]
  return group([head, ifBreak(' {'), indent([line, statement]), ifBreak([softline, '}'])], { id })
}

/** What `block` makes. */
function isBlock(statement: Code): boolean {
  return Array.isArray(statement) && statement[0] === '{'
}

/** `test ? a : test2 ? b : c`. */
export function conditional(cases: readonly ConditionalCase[], otherwise: Code): Code {
  return group(
    cases.reduceRight<Code>(
      (rest, { test, value }) => [
        test,
        indent([line, '? ', builders.align(2, value), line, ': ', rest]),
      ],
      builders.align(2, otherwise),
    ),
  )
}

export interface ConditionalCase {
  readonly test: Code
  readonly value: Code
}

/** `a | b`, on the next line when that helps, or one member per line with a leading `|`. */
export function unionType(members: readonly Code[]): Code {
  if (members.length === 1) return members[0]!
  const list = group([ifBreak('| '), join(members, [line, '| '])])
  return group(indent([softline, list]))
}

/** `function name(a: A, b: B): R {` …, as a declaration. */
export function functionDeclaration(declaration: {
  readonly exported: boolean
  readonly name: Code
  readonly parameters: readonly Code[]
  readonly returns: Code
  readonly body: readonly Code[]
}): Code {
  const { exported, name, parameters, returns, body } = declaration
  return [
    exported ? 'export ' : '',
    'function ',
    name,
    group([
      '(',
      indent([softline, join(parameters, [',', line])]),
      ifBreak(','),
      softline,
      '): ',
      returns,
    ]),
    ' ',
    block(body),
  ]
}

/** `left = right`; what is on the right breaks within itself when it is too long. */
export function assign(left: Code, right: Code): Code {
  const id = Symbol('assignment')
  return group([
    group(left),
    ' =',
    group(indent(line), { id }),
    builders.lineSuffixBoundary,
    builders.indentIfBreak(group(right), { groupId: id }),
  ])
}

/** `left = right`, where `right` moves to the next line before it breaks: a condition, a member chain, a string. */
export function assignOnNextLine(left: Code, right: Code): Code {
  return group([left, ' =', group(indent([line, right]))])
}

/** `(() => call)`: an arrow function as the only argument; what does not fit stands on a line of its own. */
export function soleArrow(head: string, body: Code): Code {
  return group(['(', head, indent([line, body]), ifBreak(','), softline, ')'])
}
