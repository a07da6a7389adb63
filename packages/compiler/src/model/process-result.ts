import type { ReturnModel } from './method-model.js'
import {
  isNamed,
  type NamedType,
  type TupleElement,
  type TypeRef,
  type TypeUse,
} from './type-ref.js'

/** What one value that a method of a process returns is. */
export type ResultPart =
  | { readonly kind: 'event'; readonly optional: boolean }
  /** `isList`: an array; else one by one. */
  | { readonly kind: 'events'; readonly isList: boolean }
  | { readonly kind: 'deadline'; readonly optional: boolean }
  /** A `Delivery`, or `OutgoingMessages`. */
  | { readonly kind: 'message' | 'messages' }
  | { readonly kind: 'nothing' }
  /** Only at run time it is known which of these it is. */
  | { readonly kind: 'mixed' }

/** What a method of a process returns. */
export interface ProcessResult {
  /** Of a tuple one per element. */
  readonly parts: readonly ResultPart[]
  readonly isTuple: boolean
  /** What elements of a tuple are called, or the class of the event. */
  readonly labels: readonly (string | undefined)[]
  /** Classes of the events, wherever they stand in it. */
  readonly events: readonly NamedType[]
  /** What its deadlines wait for. */
  readonly awaited: readonly NamedType[]
  /** What is sent. */
  readonly sent: readonly TypeRef[]
  /** Something in it has no class: events that are only known as objects. */
  readonly hasUnknown: boolean
}

export function processResult({ use, iteration }: ReturnModel): ProcessResult {
  const { type } = use
  const isTuple = type.kind === 'tuple' && !use.null && !use.undefined
  const parts = isTuple
    ? type.elements.map((each) => partOf(each.use))
    : [iteration === 'none' ? partOf(use) : iterated(type)]
  const values = valuesIn(type)
  return {
    parts,
    isTuple,
    labels: isTuple ? type.elements.map(labelOf) : [],
    events: values.flatMap((each) => (each.kind === 'event' ? [each.type] : [])),
    awaited: values.flatMap((each) => (each.kind === 'deadline' ? [each.awaited] : [])),
    sent: values.flatMap((each) => (each.kind === 'sent' ? [each.type] : [])),
    hasUnknown: values.some((each) => each.kind === 'unknown'),
  }
}

/** Whether there may be no event in it at all. */
export function mayBeEmpty({ parts }: ProcessResult): boolean {
  return !parts.some((each) => each.kind === 'event' && !each.optional)
}

function labelOf({ name, use }: TupleElement): string | undefined {
  if (name !== undefined) return name
  return partOf(use).kind === 'event' && use.type.kind === 'named' ? use.type.name : undefined
}

type Value =
  | { readonly kind: 'event'; readonly type: NamedType }
  | { readonly kind: 'deadline'; readonly awaited: NamedType }
  | { readonly kind: 'sent'; readonly type: TypeRef }
  | { readonly kind: 'unknown' }

function valuesIn(type: TypeRef): readonly Value[] {
  switch (type.kind) {
    case 'tuple':
      return type.elements.flatMap((each) => valuesIn(each.use.type))
    case 'union':
      return type.members.flatMap(valuesIn)
    case 'list':
      return valuesIn(type.element)
    case 'nothing':
      return []
    case 'named': {
      const [first] = type.args
      if (isNamed(type, '@critter/runtime#Deadline')) {
        return first?.type.kind === 'named' ? [{ kind: 'deadline', awaited: first.type }] : []
      }
      if (isSent(type)) return first === undefined ? [] : [{ kind: 'sent', type: first.type }]
      if (isIteration(type)) return first === undefined ? [unknown] : valuesIn(first.type)
      return [{ kind: 'event', type }]
    }
    default:
      return [unknown]
  }
}

const unknown: Value = { kind: 'unknown' }

function partOf({ type, null: isNull, undefined: isUndefined }: TypeUse): ResultPart {
  const optional = isNull || isUndefined
  switch (type.kind) {
    case 'nothing':
      return { kind: 'nothing' }
    case 'list':
      return optional ? { kind: 'mixed' } : iterated(type)
    case 'union':
      return onlyEvents(type) ? { kind: 'event', optional } : { kind: 'mixed' }
    case 'named':
      if (isNamed(type, '@critter/runtime#Deadline')) return { kind: 'deadline', optional }
      if (isSent(type)) return optional ? { kind: 'mixed' } : { kind: sentAs(type) }
      if (isIteration(type)) return optional ? { kind: 'mixed' } : iterated(type)
      return { kind: 'event', optional }
    default:
      return { kind: 'mixed' }
  }
}

/** Of one by one: `Events<E>` without its events, or with others among them, is sorted when it is there. */
function iterated(type: TypeRef): ResultPart {
  return onlyEvents(type) ? { kind: 'events', isList: type.kind === 'list' } : { kind: 'mixed' }
}

function onlyEvents(type: TypeRef): boolean {
  const values = valuesIn(type)
  return values.length > 0 && values.every((each) => each.kind === 'event') && isFlat(type)
}

/** No list in a list. */
function isFlat(type: TypeRef): boolean {
  switch (type.kind) {
    case 'list':
      return !type.null && !type.undefined && isPlain(type.element)
    case 'named':
      return type.args.every((each) => !each.null && !each.undefined)
    default:
      return isPlain(type)
  }
}

function isPlain(type: TypeRef): boolean {
  return type.kind === 'union' ? type.members.every(isPlain) : type.kind === 'named'
}

function isSent(type: NamedType): boolean {
  return /^@critter\/runtime#(Delivery|OutgoingMessages)$/.test(type.id)
}

function sentAs(type: NamedType): 'message' | 'messages' {
  return isNamed(type, '@critter/runtime#Delivery') ? 'message' : 'messages'
}

function isIteration(type: NamedType): boolean {
  return /^(@critter\/runtime#(Async)?Events|lib#(Async)?(Iterable|IterableIterator|IteratorObject|Generator))$/.test(
    type.id,
  )
}
