import { assign } from './data.js'

/**
 * The same value with these members changed: `copy(todo, { name })`.
 *
 * Keeps the class, so methods survive; `{ ...todo }` loses them. The constructor is not run, and `#private` members are
 * not copied.
 */
// `K` infers which members are named: of `Readonly<Partial<T>>` a member could be `undefined`, and `this` has none.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function copy<T extends object, K extends keyof T = never>(
  value: T,
  changes: { readonly [P in K]: T[P] },
): T {
  const copied = Object.create(Object.getPrototypeOf(value) as object | null) as T
  assign(copied, value)
  assign(copied, changes)
  return copied
}
