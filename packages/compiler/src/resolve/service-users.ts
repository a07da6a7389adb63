import type { ServiceUser } from '../frames/chain.js'

/** Who needs which member of `Services`: for the application, that has to supply it. */
export class ServiceUsers {
  readonly #users = new Map<string, Map<string, ServiceUser>>()

  add(member: string, user: ServiceUser): void {
    const known = this.#users.get(member) ?? new Map<string, ServiceUser>()
    this.#users.set(member, known.set(JSON.stringify(user), user))
  }

  /** In order of their names; of what needs it itself, nothing is said of who needs that. */
  of(member: string): readonly ServiceUser[] {
    const all = [...(this.#users.get(member)?.values() ?? [])]
    const direct = new Set(
      all.filter((each) => each.neededBy === undefined).map(({ name }) => name),
    )
    return all
      .filter((each) => each.neededBy === undefined || !direct.has(each.name))
      .sort((a, b) => order(a.name, b.name) || order(a.neededBy ?? '', b.neededBy ?? ''))
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
