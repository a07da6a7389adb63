import type { IndexService, Registration } from './file-facts.js'

/** Those that handlers are given, and those that these are made from. */
export function neededServices(
  registrations: readonly Pick<Registration, 'services'>[],
  services: readonly IndexService[],
): readonly IndexService[] {
  const byMember = new Map(services.map((each) => [each.member, each]))
  const needed = new Set<IndexService>()
  const add = (member: string): void => {
    const service = byMember.get(member)
    if (service === undefined || needed.has(service)) return
    needed.add(service)
    if (service.origin.kind !== 'composed') return
    for (const each of service.origin.dependencies) if (each.kind === 'service') add(each.member)
  }
  for (const each of registrations) each.services.forEach(add)
  return services.filter((each) => needed.has(each))
}
