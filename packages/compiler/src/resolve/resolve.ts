import type { Chain, ServiceUse } from '../frames/chain.js'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { ApplicationModel, EndpointModel } from '../model/application-model.js'
import type { ClassModel, MethodModel } from '../model/method-model.js'
import type { TypeRelations } from '../model/type-ref.js'
import { bindAll } from './bind.js'
import { checkApplication, unusedRouteParameters } from './check-application.js'
import { Findings } from './findings.js'
import { methodRoles } from './method-roles.js'
import { resolveEndpoint, type ResolvedEndpoint } from './resolve-endpoint.js'
import { ServicePlans, type AskedService } from './services.js'

export interface Resolved {
  /** The sound ones, sorted by route. */
  readonly chains: readonly Chain[]
  readonly services: readonly { readonly service: ServiceUse; readonly users: readonly string[] }[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * What was resolved before. An endpoint whose model is the same object lies in a file that, with all it imports, has not
 * changed: it resolves to the same chain.
 */
export type ResolveMemory = WeakMap<EndpointModel, Remembered>

interface Remembered {
  readonly resolved: ResolvedEndpoint | undefined
  readonly found: readonly Diagnostic[]
  readonly services: readonly AskedService[]
}

/** Every endpoint of the application, and what only all of them together show. */
export function resolve(
  model: ApplicationModel,
  relations: TypeRelations,
  memory: ResolveMemory = new WeakMap(),
): Resolved {
  const checked = checkApplication(model)
  const serviceFindings = new Findings()
  const servicePlans = new ServicePlans(model, serviceFindings, bindAll)
  const diagnostics: Diagnostic[] = [...checked.diagnostics]
  const chains: Chain[] = []

  for (const [owner, endpoints] of byClass(model.endpoints)) {
    const resolved: ResolvedEndpoint[] = []
    for (const endpoint of endpoints) {
      const { resolved: one, found } = recall(endpoint, servicePlans, memory, () => {
        const findings = new Findings()
        const surroundings = { model, relations, findings, servicePlans }
        const isAlone = endpoints.length === 1
        const resolved = resolveEndpoint(endpoint, surroundings, { isAlone })
        return { resolved, found: findings.all }
      })
      diagnostics.push(...found)
      if (one === undefined) continue
      resolved.push(one)
      if (!checked.refused.has(endpoint)) chains.push(one.chain)
      diagnostics.push(...unusedRouteParameters(endpoint, takenFromRoute(one.chain)))
    }
    diagnostics.push(...sequentialLoads(owner))
    if (resolved.length === endpoints.length) diagnostics.push(...unusedInClass(owner, resolved))
  }
  return {
    chains: chains.sort((a, b) => (routeOf(a) < routeOf(b) ? -1 : 1)),
    services: servicePlans.members,
    diagnostics: unique([...diagnostics, ...serviceFindings.all]),
  }
}

function recall(
  endpoint: EndpointModel,
  servicePlans: ServicePlans,
  memory: ResolveMemory,
  resolveAnew: () => Omit<Remembered, 'services'>,
): Omit<Remembered, 'services'> {
  const known = memory.get(endpoint)
  if (known !== undefined && servicePlans.askAgain(known.services)) return known
  servicePlans.takeAsked()
  const remembered = { ...resolveAnew(), services: servicePlans.takeAsked() }
  memory.set(endpoint, remembered)
  return remembered
}

function byClass(
  endpoints: readonly EndpointModel[],
): ReadonlyMap<ClassModel, readonly EndpointModel[]> {
  const classes = new Map<ClassModel, EndpointModel[]>()
  for (const endpoint of endpoints) {
    const known = classes.get(endpoint.class)
    if (known === undefined) classes.set(endpoint.class, [endpoint])
    else known.push(endpoint)
  }
  return classes
}

function takenFromRoute(chain: Chain): ReadonlySet<string> {
  return new Set(
    chain.frames.flatMap((frame) =>
      frame.kind === 'read-value' && frame.from === 'route' ? [frame.name] : [],
    ),
  )
}

/** A second read that waits for the first without needing it is a round trip for nothing. */
function sequentialLoads(owner: ClassModel): readonly Diagnostic[] {
  return owner.methods.flatMap(({ name, reads }) =>
    reads.sequential === undefined
      ? []
      : [
          diagnostic('sequential-loads', reads.sequential, {
            message: `${owner.type.name}.${name} awaits this read after another one that it does not need`,
          }),
        ],
  )
}

function unusedInClass(
  owner: ClassModel,
  resolved: readonly ResolvedEndpoint[],
): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  for (const { method } of methodRoles(owner)) {
    if (!resolved.some((each) => each.called.has(method))) {
      found.push(
        diagnostic('unused-data', method.location, {
          message: `No endpoint of ${owner.type.name} calls ${method.name}`,
          help: 'Let an endpoint take what it returns, or mark it @Ignore()',
        }),
      )
    }
  }
  for (const { by, what } of unusedEverywhere(resolved)) {
    found.push(
      diagnostic('unused-data', by.location, {
        message: `Nobody takes the \`${what}\` that ${owner.type.name}.${by.name} returns`,
      }),
    )
  }
  return found
}

/** A value that one of several endpoints takes is used. */
function unusedEverywhere(
  resolved: readonly ResolvedEndpoint[],
): readonly { readonly by: MethodModel; readonly what: string }[] {
  const all = resolved.flatMap((each) => each.unused)
  return all.filter(
    (each, index) =>
      all.findIndex((other) => other.by === each.by && other.what === each.what) === index &&
      resolved
        .filter((one) => one.called.has(each.by))
        .every((one) =>
          one.unused.some((other) => other.by === each.by && other.what === each.what),
        ),
  )
}

function routeOf({ model: { route } }: Chain): string {
  return `${route.path} ${route.verb}`
}

/** Several endpoints of one class report one mistake of a shared method once. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return diagnostics.filter((each) => {
    const { file, line, column } = each.location
    const key = `${each.code} ${file}:${line}:${column} ${each.message}`
    return !seen.has(key) && seen.add(key)
  })
}
