import { shownViolations, type Violation } from '../http/violation.js'
import { isSound } from './text.js'

/** A JSON object: neither `null` nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member that the object has itself: `constructor` and its like are inherited by every object. */
export function own(value: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined
}

/** Records what was expected of a value. Always `undefined`, so that a decoder can return it. */
export function refuse(
  violations: Violation[],
  pointer: string,
  value: unknown,
  expected: string,
): undefined {
  const detail = value === undefined ? missing(expected) : expected
  // The length of the list stays true, because decoders look at it; only what nobody will be shown takes no memory.
  // An object that is pushed where it is made takes half as long as one that is chosen first (Node 20.20).
  if (violations.length < shownViolations) violations.push({ pointer, detail })
  else violations.push(unshown)
  return undefined
}

const unshown: Violation = Object.freeze({ pointer: '', detail: 'not shown' })

function missing(expected: string): string {
  return `${expected}, found nothing`
}

/** The same where text was expected, among others: some text cannot be stored. */
export function refuseText(
  violations: Violation[],
  pointer: string,
  value: unknown,
  expected = 'expected a string',
): undefined {
  const isUnsound = typeof value === 'string' && !isSound(value)
  refuse(violations, pointer, value, isUnsound ? unsound : expected)
  return undefined
}

const unsound = 'expected well-formed text without U+0000'

/** A decoder records pointers within its own value; whoever called it puts the way to that value in front. */
export function within(violations: Violation[], from: number, pointer: string): void {
  const end = Math.min(violations.length, shownViolations)
  for (let index = from; index < end; index++) {
    // Nobody but the decoders has seen it yet.
    const violation = violations[index] as { pointer: string }
    violation.pointer = pointer + violation.pointer
  }
}

/** `/name`, with `~` and `/` escaped (RFC 6901). */
export function pointerTo(name: string | number): string {
  return typeof name === 'number'
    ? `/${name}`
    : `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** Two of the values, sent or made of what was sent, are equal as JSON, whatever the order of their members. */
export function hasDuplicates(values: readonly unknown[]): boolean {
  return new Set(values.map(canonical)).size < values.length
}

function canonical(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    // The one string that is also the text of an object would be another value.
    return typeof value === 'string' ? JSON.stringify(value) : value
  }
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'bigint') return String(each)
    if (each instanceof Map || each instanceof Set) return [...(each as Iterable<unknown>)]
    return isObject(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each
  })
}

/** The members of an object while they are put together: required ones first, each already checked. */
export type Unchecked<T> = { -readonly [K in keyof T]: unknown }

export function isNumber(value: unknown): value is number {
  return Number.isFinite(value)
}

export function isInteger(value: unknown): value is number {
  return Number.isInteger(value)
}
