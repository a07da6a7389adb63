import type { Argument } from '../../frames/argument.js'
import type { ParameterModel } from '../../model/method-model.js'
import type { TypeUse } from '../../model/type-ref.js'
import type { RoledMethod } from '../method-roles.js'
import type { Scope } from '../scope.js'

/** One way to get an argument. */
export interface VariableSource {
  readonly name: string
  /** `undefined`: ask the next. `'reported'`: this is the source, and what is wrong has been said. */
  provide(question: Question, scope: Scope): Argument | 'reported' | undefined
}

/** A parameter that wants a value. */
export interface Question {
  readonly parameter: ParameterModel
  readonly use: TypeUse
  readonly asker: Asker
}

/** Constructors and effects take what is there; only methods take part in the flow of data. */
export type Asker = RoledMethod & {
  /** What people call it: `UpdateTodoEndpoint.load`. */
  readonly title: string
} & (
    | { readonly kind: 'method' | 'effect' }
    | { readonly kind: 'constructor'; readonly className: string }
  )

/** Whether the parameter can be given nothing, by either word. */
export function takesNothing({ parameter, use }: Question): boolean {
  return parameter.optional || use.null || use.undefined
}
