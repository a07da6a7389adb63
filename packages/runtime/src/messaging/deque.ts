/** A line: in at the end, out at the front, and sometimes in again there. */
export class Deque<T> {
  #values: (T | undefined)[] = []
  #first = 0

  get length(): number {
    return this.#values.length - this.#first
  }

  push(value: T): void {
    this.#values.push(value)
  }

  unshift(value: T): void {
    if (this.#first === 0) this.#values.unshift(value)
    else this.#values[--this.#first] = value
  }

  shift(): T | undefined {
    if (this.#first === this.#values.length) return undefined
    const value = this.#values[this.#first]
    this.#values[this.#first++] = undefined
    // What was taken is dropped in large pieces: `Array.shift` moves all the others each time.
    if (this.#first === this.#values.length) {
      this.#values = []
      this.#first = 0
    } else if (this.#first > 1024 && this.#first * 2 > this.#values.length) {
      this.#values = this.#values.slice(this.#first)
      this.#first = 0
    }
    return value
  }

  /** All of it. */
  take(): readonly T[] {
    const values = this.#values.slice(this.#first) as readonly T[]
    this.#values = []
    this.#first = 0
    return values
  }
}
