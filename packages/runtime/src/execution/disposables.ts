/** What has to be disposed, the last first. */
export class Disposables {
  readonly #values: (Disposable | AsyncDisposable)[] = []

  /** Remembers the value if it can be disposed, and returns it. */
  add<T>(value: T): T {
    if (isDisposable(value) && !this.#values.includes(value)) this.#values.push(value)
    return value
  }

  /** One that fails does not keep the others from being disposed. */
  async dispose(failed: (error: unknown) => void): Promise<void> {
    for (let value = this.#values.pop(); value !== undefined; value = this.#values.pop()) {
      try {
        if (Symbol.asyncDispose in value) await value[Symbol.asyncDispose]()
        else value[Symbol.dispose]()
      } catch (error) {
        failed(error)
      }
    }
  }
}

function isDisposable(value: unknown): value is Disposable | AsyncDisposable {
  return (
    typeof value === 'object' &&
    value !== null &&
    (Symbol.asyncDispose in value || Symbol.dispose in value)
  )
}
