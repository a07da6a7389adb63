import type { Violation } from '../http/violation.js'
import { isObject, pointerTo, refuse, refuseText, within } from './decoding.js'
import { isText } from './text.js'

/** How deep objects and lists may lie in each other: a walk over more could exhaust the stack. */
export const nestingLimit = 100

/** Any JSON value, as it is; a member `__proto__` is left out. */
export function decodeJson(value: unknown, violations: Violation[], depth = 1): unknown {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return isText(value) ? value : refuseText(violations, '', value)
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : refuse(violations, '', value, 'expected a finite number')
  }
  if (depth > nestingLimit) return refuseDepth(violations, value)
  const before = violations.length
  if (Array.isArray(value)) {
    value.forEach((each: unknown, index) => {
      const mark = violations.length
      if (decodeJson(each, violations, depth + 1) === undefined) {
        within(violations, mark, pointerTo(index))
      }
    })
    return violations.length > before ? undefined : value
  }
  if (!isObject(value)) return refuse(violations, '', value, 'expected a JSON value')
  const decoded: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    if (name === '__proto__') continue
    const mark = violations.length
    const member = isText(name)
      ? decodeJson(value[name], violations, depth + 1)
      : refuse(violations, '', name, 'expected a name of well-formed text without U+0000')
    if (member === undefined) within(violations, mark, pointerTo(name))
    else decoded[name] = member
  }
  return violations.length > before ? undefined : decoded
}

export function refuseDepth(violations: Violation[], value: unknown): undefined {
  return refuse(violations, '', value, `expected at most ${nestingLimit} levels of nesting`)
}
