import { nestingLimit } from '../core/nesting-limit.js'
import type { Violation } from '../http/violation.js'
import { isObject, pointerTo, refuse, refuseText, within } from './decoding.js'
import { isText } from './text.js'

/** Any JSON value, as it is; a member `__proto__` is left out. */
export function decodeJson(value: unknown, violations: Violation[], depth = 1): unknown {
  const before = violations.length
  const decoded = decodeValue(value, violations, depth)
  return violations.length > before ? undefined : decoded
}

function decodeValue(value: unknown, violations: Violation[], depth: number): unknown {
  if (typeof value === 'string') {
    if (!isText(value)) refuseText(violations, '', value)
    return value
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) refuse(violations, '', value, 'expected a number')
    return value
  }
  if (value === null || typeof value === 'boolean') return value
  if (depth > nestingLimit) {
    refuse(violations, '', value, `expected at most ${nestingLimit} levels of nesting`)
    return undefined
  }
  if (Array.isArray(value)) return decodeElements(value, violations, depth + 1)
  if (isObject(value)) return decodeMembers(value, violations, depth + 1)
  refuse(violations, '', value, 'expected a JSON value')
  return undefined
}

function decodeElements(
  values: readonly unknown[],
  violations: Violation[],
  depth: number,
): readonly unknown[] {
  return values.map((each, index) => {
    const mark = violations.length
    const decoded = decodeValue(each, violations, depth)
    within(violations, mark, pointerTo(index))
    return decoded
  })
}

function decodeMembers(
  value: Record<string, unknown>,
  violations: Violation[],
  depth: number,
): Record<string, unknown> {
  const decoded: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    if (name === '__proto__') continue
    const mark = violations.length
    if (!isText(name)) refuseText(violations, '', name)
    decoded[name] = decodeValue(value[name], violations, depth)
    within(violations, mark, pointerTo(name))
  }
  return decoded
}
