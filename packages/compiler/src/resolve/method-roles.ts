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
  readonly owner: ClassModel
  readonly role: Role
  /** Its place in the source, behind what stands further out; the deciding method comes after every before-method. */
  readonly order: number
  /** How far inside its class stands: 0 is the outermost middleware, the last the class of the endpoint. */
  readonly level: number
}

/** The level of what a policy inserts before the body is read, and behind that, outside of every middleware. */
export const beforeBody = -2
export const behindBody = -1

/** `UpdateTodoEndpoint.load` */
export function titleOf({ owner, method }: Pick<RoledMethod, 'owner' | 'method'>): string {
  return `${owner.type.name}.${method.name}`
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
export function methodRoles(
  owner: ClassModel,
  place: Pick<RoledMethod, 'order' | 'level'> = { order: 0, level: 0 },
): readonly RoledMethod[] {
  return owner.methods.flatMap((method, index) => {
    if (method.marks.ignore || method.marks.routes.length > 0 || method.visibility !== 'public')
      return []
    const role = roleOf(method)
    if (role === undefined) return []
    return [{ method, owner, role, order: place.order + index, level: place.level }]
  })
}

export function roleOf(method: MethodModel): Role | undefined {
  if (method.marks.phase !== undefined) return method.marks.phase
  return namePatterns.find(([pattern]) => pattern.test(method.name))?.[1]
}
