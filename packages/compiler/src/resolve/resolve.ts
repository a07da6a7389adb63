import { nothingAdded, type Additions, type ChainAdditions } from '../frames/additions.js'
import type { Chain, UsedService } from '../frames/chain.js'
import { chainKey } from '../frames/outline.js'
import { stepsIn } from '../frames/within.js'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { ApplicationModel, EndpointModel } from '../model/application-model.js'
import type { ClassModel, MethodModel } from '../model/method-model.js'
import type { TypeRelations } from '../model/type-ref.js'
import { bindAll } from './bind.js'
import { brokenByPolicy } from './broken-by-policy.js'
import { checkApplication, unusedRouteParameters } from './check-application.js'
import { hasDecoratorInError } from './decorators-in-error.js'
import { Findings } from './findings.js'
import { methodRoles } from './method-roles.js'
import { resolveEndpoint, type ResolvedEndpoint } from './resolve-endpoint.js'
import { ServicePlans, type AskedService } from './services.js'

export interface Resolved {
  /** The sound ones, sorted by route. */
  readonly chains: readonly Chain[]
  readonly services: readonly UsedService[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * What was resolved before. An endpoint whose model is the same object lies in a file that, with all it imports, has not
 * changed: it resolves to the same chain.
 */
export type ResolveMemory = WeakMap<EndpointModel, Remembered>

interface Remembered {
  readonly additions: ChainAdditions
  /** What the additions refer to. */
  readonly classes: ApplicationModel['classes']
  readonly resolved: ResolvedEndpoint | undefined
  readonly found: readonly Diagnostic[]
  readonly services: readonly AskedService[]
}

/** Every endpoint of the application, and what only all of them together show. */
export function resolve(
  model: ApplicationModel,
  relations: TypeRelations,
  memory: ResolveMemory = new WeakMap(),
  additions: Additions = new Map(),
): Resolved {
  const checked = checkApplication(model)
  const serviceFindings = new Findings()
  const servicePlans = new ServicePlans(model, serviceFindings, bindAll)
  const diagnostics: Diagnostic[] = [...checked.diagnostics]
  const chains: Chain[] = []

  for (const [owner, endpoints] of byClass(model.endpoints)) {
    const resolved: ResolvedEndpoint[] = []
    for (const endpoint of endpoints) {
      const added = additions.get(chainKey(endpoint)) ?? nothingAdded
      const sources = { servicePlans, memory, additions: added, classes: model.classes }
      const { resolved: one, found } = recall(endpoint, sources, () => {
        const findings = new Findings()
        const surroundings = { model, relations, findings, servicePlans, additions: added }
        const isAlone = endpoints.length === 1
        const resolved = resolveEndpoint(endpoint, surroundings, { isAlone })
        const broken = findings.sound ? [] : brokenByPolicy(endpoint, surroundings, { isAlone })
        return { resolved, found: [...findings.all, ...broken] }
      })
      diagnostics.push(...found)
      if (one === undefined || hasDecoratorInError(endpoint, added, model)) continue
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

interface Sources extends Pick<Remembered, 'additions' | 'classes'> {
  readonly servicePlans: ServicePlans
  readonly memory: ResolveMemory
}

type Answer = Pick<Remembered, 'resolved' | 'found'>

function recall(
  endpoint: EndpointModel,
  { servicePlans, memory, additions, classes }: Sources,
  resolveAnew: () => Answer,
): Answer {
  const known = memory.get(endpoint)
  const isSame = known !== undefined && addsTheSame(known, { additions, classes })
  if (isSame && servicePlans.askAgain(known.services)) return known
  servicePlans.takeAsked()
  const anew = resolveAnew()
  const remembered = { ...anew, additions, classes, services: servicePlans.takeAsked() }
  memory.set(endpoint, remembered)
  return remembered
}

/** By value, and by the very classes: a class that was read again may say something else. */
function addsTheSame(known: Pick<Remembered, 'additions' | 'classes'>, now: typeof known): boolean {
  const { middleware, steps, actions } = now.additions
  const used = [...middleware, ...[...steps, ...actions].map((each) => each.call)]
  if (used.some((each) => known.classes[each.class] !== now.classes[each.class])) return false
  return JSON.stringify(known.additions) === JSON.stringify(now.additions)
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
    stepsIn(chain.frames).flatMap((frame) =>
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
