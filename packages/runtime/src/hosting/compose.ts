import type { Disposables } from '../execution/disposables.js'
import { executionOf } from '../execution/execution-of.js'
import { perExecution, PerExecution, type Supplied } from '../execution/services.js'

/** A service made from others: per execution when one of them is, otherwise now, once. */
export function compose<D extends readonly unknown[], T>(
  disposables: Disposables,
  make: (...dependencies: D) => T,
  dependencies: { [K in keyof D]: Supplied<D[K]> },
): Supplied<T> {
  const supplied: readonly unknown[] = dependencies
  if (!supplied.some((each) => each instanceof PerExecution)) {
    return disposables.add(make(...(supplied as D)))
  }
  return perExecution((scope) => {
    // The scope of a service is its execution, which makes each of the others at most once.
    const execution = executionOf(scope)
    return make(...(supplied.map((each) => execution.service(each)) as unknown as D))
  })
}
