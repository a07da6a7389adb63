import type { Argument } from '../../frames/argument.js'
import { methodWord } from '../../model/method-words.js'
import { describeType, noHandle, typeKey, type TypeUse } from '../../model/type-ref.js'
import { titleOf, type Role } from '../method-roles.js'
import type { Produced, Scope } from '../scope.js'
import { descendsFrom, hasTypeName } from '../type-kinds.js'
import { lowerFirst } from '../variable-names.js'
import { takesNothing, type Question, type VariableSource } from './source.js'

/** A value that another method of the chain returns: by its declared type, then by name. */
export const producedValues: VariableSource = {
  name: 'an earlier method',
  provide(question, scope) {
    const found = findProduced(question, scope)
    if (found.length === 0) return undefined
    if (found.length > 1) {
      scope.findings.report('ambiguous-parameter', question.parameter.location, {
        message: `${found.length} values of type ${describeType(question.use.type)} could be \`${question.parameter.name ?? '{…}'}\` of ${question.asker.title}`,
        notes: found.map((each) => `candidate: ${describeProduced(each, scope)}`),
        help: `Name the parameter ${found.map((each) => `\`${callName(each)}\``).join(' or ')}`,
      })
      return 'reported'
    }
    const [value] = found
    return value && use(value, question, scope)
  },
}

/** All that fit; exactly one is an answer. */
export function findProduced(
  { parameter, use, asker }: Question,
  scope: Scope,
): readonly Produced[] {
  const there = scope.produced.filter((each) => isThere(each, asker))
  const replacement = there.filter(
    (each) => each.replacesBody && typeKey(each.variable.use.type) === typeKey(use.type),
  )
  if (replacement.length > 0) return replacement.slice(-1)

  const plain = there.filter((each) => !each.replacesBody)
  if (!hasTypeName(use.type)) {
    return plain.filter(
      (each) => each.name === parameter.name && !hasTypeName(each.variable.use.type),
    )
  }
  const exact = plain.filter((each) => typeKey(each.variable.use.type) === typeKey(use.type))
  const candidates =
    exact.length > 0
      ? exact
      : plain.filter((each) => descendsFrom(each.variable.use.type, use.type, scope.model))
  const named = candidates.filter((each) => isCalled(each, parameter.name))
  return candidates.length > 1 && named.length === 1 ? named : candidates
}

/** A method never receives its own result; what is decided is there for what comes after it. */
export function isThere(value: Produced, asker: Question['asker']): boolean {
  if (asker.kind === 'constructor') return false
  if (value.by.method === asker.method && asker.kind === 'method') return false
  // What stands around the rest is there before it: a middleware sees its own results and those of what is further out.
  if (value.by.level > asker.level && outwards.has(asker.role)) return false
  if (value.replacesBody) return value.by.order < asker.order || asker.role !== 'before'
  if (value.by.role === 'before') return true
  if (asker.kind === 'effect') return true
  return stages.indexOf(value.by.role) < stages.indexOf(asker.role)
}

const outwards: ReadonlySet<Role> = new Set<Role>(['before', 'finally', 'on-exception'])

const stages = ['before', 'decide', 'after', 'after-commit', 'finally', 'on-exception'] as const

function isCalled(value: Produced, name: string | undefined): boolean {
  return name !== undefined && callName(value) === name
}

/** Its label, else what the method's name says: `loadBoard` loads the `board`. */
function callName({ name, by, variable }: Produced): string {
  const word = methodWord(by.method.name)?.word ?? ''
  const said = by.method.name.slice(word.length).replace(/Async$/, '')
  return name ?? (said === '' ? variable.wanted : lowerFirst(said))
}

function use(value: Produced, question: Question, scope: Scope): Argument | 'reported' {
  const { variable } = value
  const { parameter } = question
  if (!fits(variable.use, question.use, scope)) {
    scope.findings.report('type-mismatch', parameter.location, {
      message: `${describeProduced(value, scope)} is no ${describeType(question.use.type)}, which \`${parameter.name ?? '{…}'}\` of ${question.asker.title} wants`,
    })
    return 'reported'
  }
  const argument = argumentFor(variable, question)
  const mayBeMissing = variable.use.null || variable.use.undefined
  // What was decided cannot be undone by a guard: only what was loaded ends the request.
  if (argument.strict && mayBeMissing && value.by.role !== 'before') {
    scope.findings.report('unguarded-null', parameter.location, {
      message: `${describeProduced(value, scope)} may be missing, and \`${parameter.name ?? '{…}'}\` of ${question.asker.title} takes no null`,
    })
    return 'reported'
  }
  scope.called(variable, value.name ?? parameter.name, question.asker)
  const missing = question.asker.method.marks.onMissing
  if (argument.strict && missing !== undefined && !scope.onMissing.has(variable)) {
    scope.onMissing.set(variable, missing)
  }
  return argument
}

export function fits(has: TypeUse, wanted: TypeUse, scope: Scope): boolean {
  if (has.handle !== noHandle) return scope.relations.assignable(has.handle, wanted.handle)
  return (
    typeKey(has.type) === typeKey(wanted.type) || descendsFrom(has.type, wanted.type, scope.model)
  )
}

/** Nothing is passed by the word that the parameter knows. */
export function argumentFor(
  variable: Produced['variable'],
  question: Question,
): Extract<Argument, { kind: 'variable' }> {
  const { use: wanted, parameter } = question
  const strict = !takesNothing(question)
  const takesUndefined = wanted.undefined || parameter.optional
  if (!strict && variable.use.null && !wanted.null) {
    return { kind: 'variable', variable, strict, convert: 'undefined' }
  }
  if (!strict && variable.use.undefined && !takesUndefined) {
    return { kind: 'variable', variable, strict, convert: 'null' }
  }
  return { kind: 'variable', variable, strict }
}

export function describeProduced(value: Produced, scope: Scope): string {
  const name = value.name ?? scope.nameFor(value.variable)
  return `${name}: ${value.variable.use.text()} (from ${titleOf(value.by)})`
}
