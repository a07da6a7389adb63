import type { IndexFacts, IndexService, neededServices, Registration } from '@critter/compiler'

/** Members of `Services` as the last build had them, beside those of now. */
export class KeptServices {
  readonly #indexes: { readonly now: IndexFacts; readonly last: IndexFacts }
  readonly #needed: typeof neededServices

  constructor(
    indexes: { readonly now: IndexFacts; readonly last: IndexFacts },
    needed: typeof neededServices,
  ) {
    this.#indexes = indexes
    this.#needed = needed
  }

  /** Whether an endpoint needs another service under the name of one that kept endpoints are given. */
  clash(endpoint: Registration | undefined, kept: readonly Registration[]): boolean {
    if (endpoint === undefined) return false
    const { now, last } = this.#indexes
    const given = new Map(this.#needed(kept, last.services).map((each) => [each.member, each]))
    return this.#needed([endpoint], now.services).some((each) => {
      const other = given.get(each.member)
      return other !== undefined && howGiven(other) !== howGiven(each)
    })
  }
}

/** What is made once fits where it is supplied, but not where it may be missing. */
function howGiven({ type, origin }: IndexService): string {
  return JSON.stringify([type, origin.kind === 'per-execution'])
}
