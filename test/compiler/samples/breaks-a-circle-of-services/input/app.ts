import { Get, type FromServices } from '@critter/runtime'

/** What the other end needs of it. */
export interface Ledger {
  entry(text: string): void
}

export class Accounts implements Ledger {
  readonly #audit: Audit
  constructor(audit: Audit) {
    this.#audit = audit
  }
  entry(text: string): void {
    this.#audit.seen(text)
  }
}
export class Audit {
  readonly #ledger: Ledger
  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }
  seen(text: string): void {
    this.#ledger.entry(text)
  }
}

export class Left {
  readonly #right: Right
  constructor(right: Right) {
    this.#right = right
  }
  step(): void {
    this.#right.step()
  }
}
export class Right {
  readonly #left: Left
  constructor(left: FromServices<Left, 'otherLeft'>) {
    this.#left = left
  }
  step(): void {
    this.#left.step()
  }
}

export class CircleEndpoint {
  @Get('/circle')
  static get(accounts: Accounts, left: Left): void {
    accounts.entry('circle')
    left.step()
  }
}
