import type { EndpointChain } from '../frames/chain.js'
import type { NamedShape } from '../model/shape.js'
import type { Operation, Schema } from './openapi-document.js'
import type { ProblemSchema } from './problem-schemas.js'

/** What was made, and the components that it refers to. */
export interface Referring<T> {
  readonly made: T
  /** Keys of named types. */
  readonly types: ReadonlySet<string>
  /** Of those that a request holds otherwise. */
  readonly inputs: ReadonlySet<string>
  readonly problems: ReadonlySet<ProblemSchema>
}

/**
 * Operations and schemas of an open compiler: what a change does not reach is not made, and not printed, again. Chains and
 * shapes that are the same objects as before mean the same, as long as every type is called what it was called.
 */
export class OpenApiMemory {
  /** By operation id and path. */
  operations = new WeakMap<EndpointChain, Map<string, Referring<Operation>>>()
  components = new WeakMap<NamedShape, Referring<Schema>>()
  inputs = new WeakMap<NamedShape, Referring<Schema>>()
  #names = ''

  begin(names: string): void {
    if (names === this.#names) return
    this.#names = names
    this.operations = new WeakMap()
    this.components = new WeakMap()
    this.inputs = new WeakMap()
  }
}
