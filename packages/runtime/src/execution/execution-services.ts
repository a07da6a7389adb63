import { instantiate, PerExecution, type Scope, type Supplied } from './services.js'
import { Disposables } from './disposables.js'

/** The services of one execution: each `PerExecution` once, all disposed together. */
export class ExecutionServices {
  readonly #scope: Scope
  readonly #made = new Map<PerExecution<unknown>, unknown>()
  readonly #disposables = new Disposables()

  constructor(scope: Scope) {
    this.#scope = scope
  }

  get<T>(supplied: Supplied<T> | undefined, make: (() => T) | undefined): T {
    if (supplied instanceof PerExecution) return this.#instance(supplied)
    if (supplied !== undefined || make === undefined) return supplied as T
    return this.#disposables.add(make())
  }

  #instance<T>(service: PerExecution<T>): T {
    if (this.#made.has(service)) return this.#made.get(service) as T
    const instance = this.#disposables.add(instantiate(service, this.#scope))
    this.#made.set(service, instance)
    return instance
  }

  dispose(): Promise<void> {
    return this.#disposables.dispose((error) => {
      this.#scope.logger.error('a service could not be disposed', { error })
    })
  }
}
