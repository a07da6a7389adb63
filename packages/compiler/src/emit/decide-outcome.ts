import type { MethodModel } from '../model/method-model.js'
import type { ProcessModel } from '../model/process-model.js'
import { mayBeEmpty, processResult, type ProcessResult } from '../model/process-result.js'
import { typeKey, type NamedType } from '../model/type-ref.js'
import { hardline, join, type Code } from './code.js'
import { freeName } from './imports.js'
import {
  argumentList,
  arrayLiteral,
  assign,
  conditional,
  conditions,
  functionDeclaration,
  objectLiteral,
} from './layout.js'
import { generatedValue, runtimeType } from './runtime-symbols.js'
import { ifReturn } from './statements.js'

/** What all methods of a process together may give: it decides what `decided` takes. */
export interface Outcomes {
  readonly haveDeadlines: boolean
  readonly haveMessages: boolean
  /** A step may record nothing. */
  readonly mayBeEmpty: boolean
  readonly asksForEnd: boolean
  /** Every name that the branches declare. */
  readonly localNames: readonly string[]
}

export function outcomesOf(process: ProcessModel): Outcomes {
  const results = process.steps.map(({ method }) => processResult(method.returns))
  const has = (...kinds: readonly string[]) =>
    results.some(({ parts }) => parts.some((each) => kinds.includes(each.kind)))
  return {
    haveDeadlines: has('deadline', 'mixed', 'nothing'),
    haveMessages: has('message', 'messages', 'mixed', 'nothing'),
    mayBeEmpty: results.some(mayBeEmpty),
    asksForEnd: process.complete !== undefined,
    localNames: results.flatMap((each) => namesOf(each, process)),
  }
}

export interface MethodCall {
  readonly call: Code
  /** It needs a line of its own. */
  readonly isLong: boolean
}

/** Statements that call a method of the process and return what it decides. */
export function returned(
  { call, isLong }: MethodCall,
  method: MethodModel,
  process: ProcessModel,
  outcomes: Outcomes,
): readonly Code[] {
  const result = processResult(method.returns)
  const { parts, isTuple } = result
  if (parts.some((each) => each.kind === 'mixed' || each.kind === 'nothing')) {
    const given = ['events', 'deadlines', 'messages']
    return [
      assign('const { events, deadlines, messages }', [
        generatedValue('outcomeOf'),
        argumentList([call]),
      ]),
      ['return ', decided(given, outcomes)],
    ]
  }
  const [only] = parts
  const name = only?.kind === 'events' ? 'events' : 'event'
  const isNamed = !isTuple && (only?.kind === 'events' || isLong)
  const names: readonly Code[] = isTuple ? namesOf(result, process) : [isNamed ? name : call]
  const [events, deadlines, messages] = [
    listed(result, names, ['event', 'events']),
    listed(result, names, ['deadline']),
    listed(result, names, ['message', 'messages']),
  ]
  const given = [
    events,
    ...(deadlines === '[]' && messages === '[]' ? [] : [deadlines]),
    ...(messages === '[]' ? [] : [messages]),
  ]
  return [
    ...(isTuple ? [assign(['const [', join(names, ', '), ']'], call)] : []),
    ...(isNamed ? [assign(`const ${name}`, call)] : []),
    ['return ', decided(given, outcomes)],
  ]
}

/** `decided(history, [started], [deadline])`; without `complete` there is nothing to look back at. */
export function decided(
  given: readonly Code[],
  { asksForEnd, haveDeadlines, haveMessages }: Outcomes,
): Code {
  const [events = '[]', deadlines, messages] = given
  const taken = [
    ...(asksForEnd ? ['history'] : []),
    events,
    ...(haveDeadlines && deadlines !== undefined ? [deadlines] : []),
    ...(haveMessages && messages !== undefined ? [messages] : []),
  ]
  return ['decided', argumentList(taken)]
}

function listed({ parts }: ProcessResult, names: readonly Code[], kinds: readonly string[]): Code {
  const own = parts.flatMap((part, index) =>
    kinds.includes(part.kind) ? [{ part, name: names[index] ?? '' }] : [],
  )
  const [only] = own
  if (own.length === 0) return '[]'
  if (own.length === 1 && only?.part.kind === 'events' && only.part.isList) return only.name
  const optional = (name: Code): Code => [generatedValue('listOf'), '(', name, ')']
  const isOptional = (part: ProcessResult['parts'][number]) => 'optional' in part && part.optional
  if (own.length === 1 && only !== undefined && isOptional(only.part)) return optional(only.name)
  return arrayLiteral(
    own.map(({ part, name }): Code => {
      if (isOptional(part)) return ['...', optional(name)]
      return part.kind === 'events' || part.kind === 'messages' ? ['...', name] : name
    }),
  )
}

/** Of a tuple what its elements are called: `started` of an `OrderFulfillmentStarted`. */
function namesOf({ parts, isTuple, labels }: ProcessResult, process: ProcessModel): string[] {
  if (!isTuple) return []
  const taken = new Set(reserved)
  return parts.map((part, index) => {
    const label = labels[index]
    const wish = label === undefined ? part.kind : shortName(label, process)
    const name = freeName(wish, (each) => taken.has(each))
    taken.add(name)
    return name
  })
}

const reserved = ['history', 'message', 'decided', 'step', 'required', 'nothing', 'function']

function shortName(label: string, { type }: ProcessModel): string {
  const rest = label.startsWith(type.name) ? label.slice(type.name.length) : label
  const word = rest === '' ? label : rest
  return word.charAt(0).toLowerCase() + word.slice(1)
}

/** Every step ends by asking whether the process is complete. */
export function decidedFunction(
  process: ProcessModel,
  decider: string,
  outcomes: Outcomes,
  classOf: (type: NamedType) => Code,
): Code {
  const { type } = process
  const { haveDeadlines, haveMessages, asksForEnd } = outcomes
  const parameters: readonly Code[] = [
    ...(asksForEnd ? [['history: ', runtimeType('History'), '<', classOf(type), '>']] : []),
    'events: readonly object[]',
    ...(haveDeadlines
      ? [['deadlines: readonly ', runtimeType('Deadline'), '<object>[] = []']]
      : []),
    ...(haveMessages ? [['messages: readonly ', runtimeType('Delivery'), '[] = []']] : []),
  ]
  const declaration = functionDeclaration({
    exported: false,
    name: 'decided',
    parameters,
    returns: runtimeType('Decided'),
    body: asksForEnd
      ? asked(process, decider, outcomes, classOf)
      : [['return ', given('events', outcomes)]],
  })
  if (!asksForEnd) return declaration
  return [
    '/** Every step ends by asking whether the process is complete. */',
    hardline,
    declaration,
  ]
}

function asked(
  process: ProcessModel,
  decider: string,
  outcomes: Outcomes,
  classOf: (type: NamedType) => Code,
): readonly Code[] {
  const { complete, type } = process
  if (complete === undefined) return []
  const result = processResult(complete.returns)
  const [part] = result.parts
  const asItIs: Code = ['return ', given('events', outcomes)]
  const ends = endsBefore(process).map((each): Code => ['after.has(', classOf(each), ')'])
  const state = [generatedValue('required'), '(after.state, ', classOf(type), ')']
  const taken = argumentList(complete.parameters.length === 0 ? [] : [state])
  const call = [classOf(type), '.complete', taken]
  const before = [
    ...(outcomes.mayBeEmpty ? [ifReturn('events.length === 0', asItIs)] : []),
    ['const after = ', generatedValue('step'), `(${decider}, history, events)`],
    ...(ends.length === 0 ? [] : [ifReturn(conditions(ends, '||'), asItIs)]),
  ]
  if (result.isTuple || part?.kind !== 'event') {
    const all = (name: string) => `[...${name}, ...completed.${name}]`
    return [
      ...before,
      assign('const completed', [generatedValue('outcomeOf'), argumentList([call])]),
      [
        'return ',
        objectLiteral([
          `events: ${all('events')}`,
          `messages: ${outcomes.haveMessages ? all('messages') : 'completed.messages'}`,
          `deadlines: ${outcomes.haveDeadlines ? all('deadlines') : 'completed.deadlines'}`,
        ]),
      ],
    ]
  }
  const { null: isNull, undefined: isUndefined } = complete.returns.use
  const tests = [
    ...(isUndefined ? ['completed === undefined'] : []),
    ...(isNull ? ['completed === null'] : []),
  ]
  const added = '[...events, completed]'
  const value =
    tests.length === 0
      ? added
      : conditional([{ test: conditions(tests, '||'), value: 'events' }], added)
  return [
    ...before,
    assign('const completed', call),
    ['return ', given(['events: ', value], outcomes)],
  ]
}

function given(events: Code, { haveDeadlines, haveMessages }: Outcomes): Code {
  return objectLiteral([
    events,
    haveMessages ? 'messages' : 'messages: []',
    haveDeadlines ? 'deadlines' : 'deadlines: []',
  ])
}

/** What ends the process and does not come from `complete` alone: then there is nothing to ask. */
function endsBefore({ steps, records, endsWith }: ProcessModel): readonly NamedType[] {
  const results = steps.map(({ method }) => processResult(method.returns))
  if (results.some((each) => each.hasUnknown)) return endsWith
  const recorded = new Set([...results.flatMap((each) => each.events), ...records].map(typeKey))
  return endsWith.filter((each) => recorded.has(typeKey(each)))
}
