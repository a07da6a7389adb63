import { assign } from './data.js'

/**
 * The same value with these members changed: `copy(todo, { name })`.
 *
 * Keeps the class, so methods survive; `{ ...todo }` loses them. The constructor is not run, and `#private` members are
 * not copied.
 */
export function copy<T extends object, K extends keyof T = never>(
  value: T,
  changes: { readonly [P in K]: T[P] },
): T {
  const copied = Object.create(Object.getPrototypeOf(value)) as T
  assign(copied, value)
  assign(copied, changes)
  return copied
}
