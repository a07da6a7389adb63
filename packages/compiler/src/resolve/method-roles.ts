import type { ClassModel, MethodModel } from '../model/method-model.js'

/** How a before-method is called: loads may start together, and what a validation returns may be messages. */
export type BeforeWord = 'load' | 'before' | 'validate'

const words: readonly BeforeWord[] = ['load', 'before', 'validate']

/** `undefined`: a before-method by decorator alone. */
export function beforeWord(methodName: string): BeforeWord | undefined {
  return words.find((each) => new RegExp(`^${each}(?!\\p{Ll})`, 'u').test(methodName))
}

/** What the conventions make of a method beside the one that decides. */
export type Role = 'before' | 'decide' | 'after' | 'after-commit' | 'finally' | 'on-exception'

export interface RoledMethod {
  readonly method: MethodModel
  readonly role: Role
  /** Its place in the source; the deciding method comes after every before-method. */
  readonly order: number
}

// Asked in order: `afterCommit…` is no `after…`. A suffix does not begin with a small letter: `loader` and `beforehand` are
// ordinary methods, `load2` is none.
const namePatterns: readonly (readonly [RegExp, Exclude<Role, 'decide'>])[] = [
  [/^afterCommit(?!\p{Ll})/u, 'after-commit'],
  [/^(after|postProcess)(?!\p{Ll})/u, 'after'],
  [/^(load|before|validate)(?!\p{Ll})/u, 'before'],
  [/^finally(?!\p{Ll})/u, 'finally'],
  [/^onException(?!\p{Ll})/u, 'on-exception'],
]

/** The methods around an endpoint method, in source order. Routes, ignored and hidden methods are none of them. */
export function methodRoles(owner: ClassModel): readonly RoledMethod[] {
  return owner.methods.flatMap((method, order) => {
    if (method.marks.ignore || method.marks.routes.length > 0 || method.visibility !== 'public')
      return []
    const role = roleOf(method)
    return role === undefined ? [] : [{ method, role, order }]
  })
}

export function roleOf(method: MethodModel): Role | undefined {
  if (method.marks.phase !== undefined) return method.marks.phase
  return namePatterns.find(([pattern]) => pattern.test(method.name))?.[1]
}
