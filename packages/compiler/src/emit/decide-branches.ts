import type { ProcessModel, ProcessStep } from '../model/process-model.js'
import { typeKey, type NamedType } from '../model/type-ref.js'
import { block, lines, type Code } from './code.js'
import { decided, returned, type Outcomes } from './decide-outcome.js'
import { argumentList, conditional, conditions, ifStatement } from './layout.js'
import { listing } from './listing.js'
import { generatedValue, runtimeValue } from './runtime-symbols.js'
import { ifReturn } from './statements.js'
import { memberAccess, quote } from './text.js'

export type ClassOf = (type: NamedType) => Code

export interface Deciding {
  readonly process: ProcessModel
  readonly outcomes: Outcomes
  readonly classOf: ClassOf
  /** Whether the id in a message is text already. */
  readonly isText: (message: NamedType) => boolean
}

/** What each message does, in paragraphs: those that start it, what holds for all others, those that are recorded, the rest. */
export function branches(deciding: Deciding): readonly Code[] {
  const { process, outcomes, classOf } = deciding
  const { type, steps, endsWith } = process
  const ofKind = (kind: ProcessStep['kind']) => steps.filter((each) => each.kind === kind)
  const branch = (step: ProcessStep) => branchOf(step, deciding)
  const handled = ofKind('handle').map(branch)
  return [
    ...ofKind('start').map(branch),
    ...(endsWith.length === 0 ? [] : [terminalGuard(endsWith, classOf)]),
    ...recordings(process, outcomes, classOf),
    ...(handled.length === 0 ? [] : [lines(handled)]),
    lines([
      ...ofKind('timed-out').map(branch),
      ['return ', generatedValue('unknownMessage'), '(', classOf(type), ', message)'],
    ]),
  ]
}

function terminalGuard(endsWith: readonly NamedType[], classOf: ClassOf): Code {
  const names = listing(endsWith.map((each) => each.name))
  const tests = endsWith.map((each): Code => ['history.has(', classOf(each), ')'])
  return lines([
    `// ${names} ${endsWith.length === 1 ? 'ends' : 'end'} the process; what comes later changes nothing.`,
    ifReturn(conditions(tests, '||'), ['return ', generatedValue('nothing')]),
  ])
}

function recordings(
  { records, repeats }: ProcessModel,
  outcomes: Outcomes,
  classOf: ClassOf,
): readonly Code[] {
  const repeated = new Set(repeats.map(typeKey))
  const often = records.filter((each) => repeated.has(typeKey(each)))
  const once = records.filter((each) => !often.includes(each))
  const record = decided(['[message]'], outcomes)
  const recordOnce = (each: NamedType) => onceOnly(each, record, classOf)
  const isOnce = once.length === 1 ? 'is' : 'are'
  return [
    ...(once.length === 0
      ? []
      : [
          lines([
            `// ${listing(once.map((each) => each.name))} ${isOnce} recorded once; a second delivery changes nothing.`,
            ...once.map((each) => ifReturn(instance(each, classOf), recordOnce(each))),
          ]),
        ]),
    ...(often.length === 0
      ? []
      : [lines(often.map((each) => ifReturn(instance(each, classOf), ['return ', record])))]),
  ]
}

function onceOnly(event: NamedType, otherwise: Code, classOf: ClassOf): Code {
  const test = ['history.has(', classOf(event), ')']
  return ['return ', conditional([{ test, value: generatedValue('nothing') }], otherwise)]
}

/** As `listOf(…)` around it needs a few more than `[…]`. */
const lineWidth = 92

function branchOf(step: ProcessStep, deciding: Deciding): Code {
  const { process, outcomes, classOf, isText } = deciding
  const { method, kind, message } = step
  const { type } = process
  const takesState = method.parameters.length > 1
  const taken = takesState ? ['message', 'state'] : ['message']
  const call: Code = [classOf(type), memberAccess(method.name), argumentList(taken)]
  const text = `      return decided(history, [${type.name}.${method.name}(${taken.join(', ')})])`
  const state = [generatedValue('required'), '(history.state, ', classOf(type), ')']
  const statements = [
    ...(takesState ? [['const state = ', state]] : []),
    ...returned({ call, isLong: text.length > lineWidth }, method, process, outcomes),
  ]
  switch (kind) {
    case 'start':
      return ifStatement(
        instance(message, classOf),
        block([alreadyStarted(process, isText(message)), ...statements]),
      )
    case 'handle':
      return only(instance(message, classOf), statements)
    case 'timed-out':
      return timedOut(message, statements, classOf)
  }
}

function alreadyStarted({ duplicateStart, type, idMember }: ProcessModel, isText: boolean): Code {
  const isThere = 'history.state !== null'
  if (duplicateStart === 'ignore') return ifReturn(isThere, ['return ', generatedValue('nothing')])
  const member = `message${memberAccess(idMember)}`
  const id = isText ? member : `String(${member})`
  return ifReturn(isThere, [
    'throw new ',
    runtimeValue('StreamExistsError'),
    `(${id}, ${quote(type.name)})`,
  ])
}

function timedOut(awaited: NamedType, statements: readonly Code[], classOf: ClassOf): Code {
  const test = conditions(
    [
      ['message instanceof ', runtimeValue('TimedOut')],
      ['message.awaited === ', classOf(awaited)],
    ],
    '&&',
  )
  const isRecorded = ifReturn(
    ['history.has(', classOf(awaited), ')'],
    ['return ', generatedValue('nothing')],
  )
  return lines([
    `// The deadline of ${awaited.name} means nothing once it is recorded.`,
    ifStatement(test, block([isRecorded, ...statements])),
  ])
}

function instance(type: NamedType, classOf: ClassOf): Code {
  return ['message instanceof ', classOf(type)]
}

function only(test: Code, statements: readonly Code[]): Code {
  const [first] = statements
  return statements.length === 1 && first !== undefined
    ? ifReturn(test, first)
    : ifStatement(test, block(statements))
}
