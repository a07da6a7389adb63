import { diagnostic } from '../diagnostics/diagnostic.js'
import type { ClassModel, MethodModel } from '../model/method-model.js'
import { handlerWord } from '../model/method-words.js'
import type { NamedType, TypeRef } from '../model/type-ref.js'
import { bareType } from './bare-type.js'
import type { FoundMethod } from './class-methods.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { TypeReader } from './read-type.js'
import { readUnion } from './read-type-union.js'
import type { Reading, Recipe } from './reading.js'

/** A method whose first parameter says what it handles. */
export interface TakingMethod {
  readonly owner: ClassModel
  readonly method: MethodModel
  readonly found: FoundMethod
}

/** What the method takes: of a union each member. Reports what can be no message; whether the others are data is known later. */
export function messagesTaken(
  { owner, method, found }: TakingMethod,
  view: ProgramView,
  reading: Reading,
): readonly NamedType[] {
  const taken = method.parameters[0]?.use
  if (taken === undefined) {
    // What has no type is reported by itself.
    if (method.parameters.length === 0) reportNoMessage({ owner, method, found }, reading)
    return []
  }
  if (found.overloads.length > 0) {
    reportOverloads({ owner, method, found }, view, reading)
    return []
  }
  const isBatch = method.marks.batch !== undefined
  if (isBatch !== (taken.type.kind === 'list')) {
    reportBatch({ owner, method, found }, isBatch, reading)
    return []
  }
  const type = taken.type.kind === 'list' ? taken.type.element : taken.type
  const messages = isBatch ? [type] : membersOf(type, found, view, reading)
  const named = messages.filter((each) => each.kind === 'named')
  if (named.length < messages.length) reportNoMessage({ owner, method, found }, reading)
  return named
}

/** Of a union by its own name, `type Spawned = A | B`, what is in it. */
function membersOf(
  type: TypeRef,
  { callable, signature }: FoundMethod,
  view: ProgramView,
  reading: Reading,
): readonly TypeRef[] {
  if (type.kind === 'union') return type.members
  const parameter = callable.parameters[0]
  if (type.kind !== 'named' || parameter === undefined) return [type]
  const recipe: Recipe = (current) => {
    const symbol = signature(current)?.getParameters()[0]
    return symbol && current.checker.getTypeOfSymbolAtLocation(symbol, parameter)
  }
  const whole = recipe(view)
  const members = whole === undefined ? [] : bareType(whole, view).members
  if (whole === undefined || members.length < 2) return [type]
  const site = { type: whole, written: undefined, node: parameter, recipe }
  const read = readUnion(new TypeReader(view, reading), site, members)
  return read.kind === 'union' ? read.members : [read]
}

/** To callers each is a method of its own; generated code could call none of them with what the others return. */
function reportOverloads(
  { owner, method, found }: TakingMethod,
  view: ProgramView,
  reading: Reading,
): void {
  const { name, overloads } = found
  const taken = new Set(overloads.flatMap((each) => each.parameters[0]?.type?.getText() ?? []))
  const word = handlerWord(name) ?? 'handle'
  const methods = [...taken].map((each) => `${word}${each.replace(/\W/g, '')}`).join(', ')
  const first = overloads[0]?.name
  reading.report(
    diagnostic('overloaded-handler', first ? locate(view.root, first) : method.location, {
      message: `${owner.type.name}.${name} has ${overloads.length} signatures, of which a handler has one`,
      help:
        taken.size > 1
          ? `Write a method for each message: ${methods}; or one signature that takes any of them: ${name}(message: ${[...taken].join(' | ')})`
          : 'Write one signature; what may be left out is an optional parameter',
    }),
  )
}

function reportBatch({ owner, method }: TakingMethod, isBatch: boolean, reading: Reading): void {
  const { use, location } = method.parameters[0] ?? {}
  const takes = `${owner.type.name}.${method.name} takes ${use?.text() ?? 'nothing'}`
  const what = isBatch
    ? { message: `${takes}, and a batch is a list of messages`, help: 'Take a list of them' }
    : {
        message: `${takes}, and messages come one by one`,
        help: 'Take one message, or say how many at once: @Batch({ size: 100, within: { seconds: 1 } })',
      }
  reading.report(diagnostic('not-a-message', location ?? method.location, what))
}

function reportNoMessage({ owner, method }: TakingMethod, reading: Reading): void {
  const { use, location } = method.parameters[0] ?? {}
  reading.report(
    diagnostic('not-a-message', location ?? method.location, {
      message: `${owner.type.name}.${method.name} takes ${use === undefined ? 'no message' : `${use.text()}, which is no message`}`,
      ...(use !== undefined && hasNoName(use.type) && { help: nameIt }),
    }),
  )
}

function hasNoName(type: TypeRef): boolean {
  return type.kind === 'object' || (type.kind === 'union' && type.members.some(hasNoName))
}

const nameIt =
  'Give the type a name, by which a message is known, and export it: export interface OrderPlaced { … }'
