import { nothingAdded, type Additions, type ChainAdditions } from '../frames/additions.js'
import type { Chain, UsedService } from '../frames/chain.js'
import { stepsIn } from '../frames/within.js'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { ApplicationModel, ChainModel } from '../model/application-model.js'
import type { ClassModel, MethodModel } from '../model/method-model.js'
import { chainKey } from '../model/chain-key.js'
import type { TypeRelations } from '../model/type-ref.js'
import { bindAll } from './bind.js'
import { brokenByPolicy } from './broken-by-policy.js'
import { checkApplication, unusedRouteParameters } from './check-application.js'
import { hasDecoratorInError } from './decorators-in-error.js'
import { Findings } from './findings.js'
import { methodRoles } from './method-roles.js'
import { resolveChain, type GeneratedNames, type ResolvedChain } from './resolve-chain.js'
import { ServicePlans, type AskedService } from './services.js'

export interface Resolved {
  /** The sound ones: endpoints sorted by route, then handlers by message. */
  readonly chains: readonly Chain[]
  readonly services: readonly UsedService[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * What was resolved before. A chain whose model is the same object lies in a file that, with all it imports, has not
 * changed: it resolves to the same chain.
 */
export type ResolveMemory = WeakMap<ChainModel, Remembered>

interface Remembered {
  readonly names: GeneratedNames
  readonly additions: ChainAdditions
  /** What the additions refer to. */
  readonly classes: ApplicationModel['classes']
  readonly resolved: ResolvedChain | undefined
  readonly found: readonly Diagnostic[]
  readonly services: readonly AskedService[]
}

/** Every endpoint and handler of the application, and what only all of them together show. */
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

  for (const [owner, ofClass] of byClass([...model.endpoints, ...model.handlers])) {
    const resolved: ResolvedChain[] = []
    for (const each of ofClass) {
      const added = additions.get(chainKey(each)) ?? nothingAdded
      const names = checked.names(each)
      const sources = { servicePlans, memory, additions: added, classes: model.classes, names }
      const { resolved: one, found } = recall(each, sources, () => {
        const findings = new Findings()
        const surroundings = { model, relations, findings, servicePlans, additions: added }
        const options = { names, isAlone: ofClass.length === 1 }
        const resolved = resolveChain(each, surroundings, options)
        const broken = findings.sound ? [] : brokenByPolicy(each, surroundings, options)
        return { resolved, found: [...findings.all, ...broken] }
      })
      diagnostics.push(...found)
      if (one === undefined || hasDecoratorInError(each, added, model)) continue
      resolved.push(one)
      if (!checked.refused.has(each)) chains.push(one.chain)
      if (each.kind === 'endpoint') {
        diagnostics.push(...unusedRouteParameters(each, takenFromRoute(one.chain)))
      }
    }
    diagnostics.push(...sequentialLoads(owner))
    if (resolved.length === ofClass.length) diagnostics.push(...unusedInClass(owner, resolved))
  }
  return {
    chains: chains.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)),
    services: servicePlans.members,
    diagnostics: unique([...diagnostics, ...serviceFindings.all]),
  }
}

interface Sources extends Pick<Remembered, 'additions' | 'classes' | 'names'> {
  readonly servicePlans: ServicePlans
  readonly memory: ResolveMemory
}

type Answer = Pick<Remembered, 'resolved' | 'found'>

function recall(
  chain: ChainModel,
  { servicePlans, memory, additions, classes, names }: Sources,
  resolveAnew: () => Answer,
): Answer {
  const known = memory.get(chain)
  const isSame =
    known !== undefined &&
    known.names.generatedFile === names.generatedFile &&
    addsTheSame(known, { additions, classes })
  if (isSame && servicePlans.askAgain(known.services)) return known
  servicePlans.takeAsked()
  const anew = resolveAnew()
  const remembered = { ...anew, names, additions, classes, services: servicePlans.takeAsked() }
  memory.set(chain, remembered)
  return remembered
}

/** By value, and by the very classes: a class that was read again may say something else. */
function addsTheSame(known: Pick<Remembered, 'additions' | 'classes'>, now: typeof known): boolean {
  const { middleware, steps, actions } = now.additions
  const used = [...middleware, ...[...steps, ...actions].map((each) => each.call)]
  if (used.some((each) => known.classes[each.class] !== now.classes[each.class])) return false
  return JSON.stringify(known.additions) === JSON.stringify(now.additions)
}

function byClass(chains: readonly ChainModel[]): ReadonlyMap<ClassModel, readonly ChainModel[]> {
  const classes = new Map<ClassModel, ChainModel[]>()
  for (const chain of chains) {
    const known = classes.get(chain.class)
    if (known === undefined) classes.set(chain.class, [chain])
    else known.push(chain)
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
  resolved: readonly ResolvedChain[],
): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  for (const { method } of methodRoles(owner)) {
    if (!resolved.some((each) => each.called.has(method))) {
      found.push(
        diagnostic('unused-data', method.location, {
          message: `No ${whatDecides(owner)} of ${owner.type.name} calls ${method.name}`,
          help: `Let ${article(whatDecides(owner))} take what it returns, or mark it @Ignore()`,
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

function whatDecides({ methods }: ClassModel): 'endpoint' | 'handler' {
  return methods.some((each) => each.marks.routes.length > 0) ? 'endpoint' : 'handler'
}

function article(noun: 'endpoint' | 'handler'): string {
  return noun === 'endpoint' ? 'an endpoint' : 'a handler'
}

/** A value that one of several chains takes is used. */
function unusedEverywhere(
  resolved: readonly ResolvedChain[],
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

function placeOf({ model, generatedFile }: Chain): string {
  return model.kind === 'endpoint'
    ? `${model.route.path} ${model.route.verb}`
    : `~ ${generatedFile}`
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
