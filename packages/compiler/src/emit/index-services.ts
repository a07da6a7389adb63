import type { IndexService } from '../file-facts.js'
import type { ServiceUser, UsedService } from '../frames/chain.js'
import type { ApplicationModel } from '../model/application-model.js'
import { printType, typeArguments } from './print-type.js'

/** What the index must know of the services. */
export function indexServices(
  used: readonly UsedService[],
  types: ApplicationModel['types'],
): readonly IndexService[] {
  return used.map(({ service, users }) => {
    const { member, type, origin } = service
    const printed = printType(type, types)
    return {
      member,
      // What has no arguments of its own stays where it is, however long its name.
      type: type.args.length === 0 ? ['<', printed, '>'] : typeArguments([printed]),
      users: users.map(describeUser),
      origin: origin.kind === 'composed' ? { ...origin, class: service.import } : origin,
    }
  })
}

function describeUser({ name, neededBy }: ServiceUser): string {
  return neededBy === undefined ? name : `${name}, which ${neededBy} needs`
}

/** And those that kept handlers are given, as they were where nobody else asks for them. */
export function withKept(
  services: readonly IndexService[],
  kept: readonly IndexService[],
): readonly IndexService[] {
  const byMember = new Map(services.map((each) => [each.member, each]))
  for (const each of kept) {
    const { users } = byMember.get(each.member) ?? { users: [] }
    const all = [...new Set([...users, ...each.users])].sort()
    byMember.set(each.member, { ...each, ...byMember.get(each.member), users: all })
  }
  return [...byMember.values()].sort((a, b) => (a.member < b.member ? -1 : 1))
}
