import type { ClassModel, MethodModel } from '../model/method-model.js'
import { methodWord, type MethodRole } from '../model/method-words.js'

/** What a method of a chain is. */
export type Role = MethodRole | 'decide'

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

/** A method that an endpoint or a handler of its own is of. */
export function decides({ marks }: MethodModel): boolean {
  return marks.routes.length > 0 || marks.handles === true
}

/** The methods around the one that decides, in source order. Routes, handlers, ignored and hidden methods are none of them. */
export function methodRoles(
  owner: ClassModel,
  place: Pick<RoledMethod, 'order' | 'level'> = { order: 0, level: 0 },
): readonly RoledMethod[] {
  return owner.methods.flatMap((method, index) => {
    if (method.marks.ignore || decides(method) || method.visibility !== 'public') return []
    const role = method.marks.phase ?? methodWord(method.name)?.role
    if (role === undefined) return []
    return [{ method, owner, role, order: place.order + index, level: place.level }]
  })
}
