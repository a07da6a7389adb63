import type { MethodModel } from './method-model.js'
import type { ProcessModel, ProcessStep } from './process-model.js'
import type { ImportRef, NamedType } from './type-ref.js'

/** A process, and what generated code calls what belongs to it. */
export interface DeciderPlan {
  readonly process: ProcessModel
  /** Of the decider, in the generated code. */
  readonly ref: ImportRef
  /** Wire names of what its deadlines send, by `typeKey` of what they wait for. */
  readonly deadlines: ReadonlyMap<string, string>
}

/** One message of a process and the handler that is made for it. */
export interface ProcessHandlerPlan {
  readonly decider: DeciderPlan
  /** The wire name. */
  readonly message: string
  /** Its class; of a deadline, what that waits for. */
  readonly type: NamedType
  /** `record`: no method handles it, it is recorded as it comes. */
  readonly kind: ProcessStep['kind'] | 'record'
  readonly method: MethodModel | undefined
  readonly generatedClass: string
  readonly generatedFile: string
}

/** `OrderFulfillment.cancel`; of what is recorded as it comes, the process alone. */
export function nameOfHandler({ decider, method }: ProcessHandlerPlan): string {
  const { name } = decider.process.type
  return method === undefined ? name : `${name}.${method.name}`
}
