import type { CodecRequest } from './codecs/codec-request.js'
import { compileProcesses, crossingProcesses, type CompiledProcesses } from './compile-processes.js'
import { documentedFaults } from './codecs/documented-faults.js'
import { planCodecs, type CodecMemory, type Codecs } from './codecs/plan-codecs.js'
import { planSnapshots, type Snapshots } from './codecs/plan-snapshots.js'
import type { ChainDescription, CompileResult, GeneratedFile } from './compile-result.js'
import { describeChain } from './describe/describe-chain.js'
import { describeMessages } from './describe/describe-messages.js'
import { plansOf, type FindPlan } from './describe/queries.js'
import { sortDiagnostics, type Diagnostic } from './diagnostics/diagnostic.js'
import { chainCodecs, messageCodecs, storedCodecs } from './emit/codec-requests.js'
import type { FoldModel } from './model/aggregate-model.js'
import { emitProcessAggregate } from './emit/emit-process-aggregate.js'
import { emitAggregate, nameAggregates, type AggregatePlan } from './emit/emit-aggregate.js'
import { emitDefinition, type Pages } from './emit/emit-definition.js'
import { emitChain } from './emit/emit-chain.js'
import { emitQuery, nameQueries } from './emit/emit-query.js'
import { queryCodecs } from './emit/query-readers.js'
import { emitIndex } from './emit/emit-index.js'
import { emitOpenApi } from './emit/emit-openapi.js'
import { indexMessaging } from './emit/index-messaging.js'
import { indexServices } from './emit/index-services.js'
import type { LiteralMemory } from './emit/literal.js'
import { registrationOf } from './emit/registration.js'
import type { Additions } from './frames/additions.js'
import { isEndpoint, type Chain } from './frames/chain.js'
import type { ApplicationModel, MessageModel } from './model/application-model.js'
import { isSameContent } from './model/same-content.js'
import {
  typeKey,
  useKey,
  type ImportRef,
  type NamedType,
  type TypeId,
  type TypeRelations,
} from './model/type-ref.js'
import { describeOpenApi } from './openapi/describe-openapi.js'
import { OpenApiMemory } from './openapi/openapi-memory.js'
import { compileQueries } from './queries/compile-query.js'
import type { QueryPlan } from './queries/query-plan.js'
import { answeringQuery, answerRows } from './resolve/answer-rows.js'
import { checkProcesses } from './resolve/check-processes.js'
import { checkSent } from './resolve/check-sent.js'
import { sentBy } from './resolve/sent-by.js'
import { resolve, type Resolved, type ResolveMemory } from './resolve/resolve.js'

/** What a compiler that stays open remembers, so that a change costs what it affects. */
export class CompileMemory {
  readonly codecs: CodecMemory = new Map()
  readonly printed = new WeakMap<Chain, Printed>()
  readonly openapi = new OpenApiMemory()
  readonly literals: LiteralMemory = new WeakMap()
  readonly #pages = new Map<string, { readonly from: unknown; readonly file: GeneratedFile }>()
  readonly #answered = new WeakMap<Chain, { readonly writer: string; readonly chain: Chain }>()
  #resolved: ResolveMemory = new WeakMap()
  #stored = ''

  /** A page about the whole application, printed again only when what it is made from has changed. */
  page(name: string, from: unknown, make: () => GeneratedFile): GeneratedFile {
    const known = this.#pages.get(name)
    const file = known !== undefined && isSameContent(known.from, from) ? known.file : make()
    this.#pages.set(name, { from, file })
    return file
  }

  /** Who writes the rows that chains answer with; a chain that stays the same object is not printed again. */
  answered(chains: readonly Chain[], plans: readonly QueryPlan[]): readonly Chain[] {
    const writers = new Map(plans.map((each) => [each.query.id, each.json]))
    return chains.map((chain) => {
      const writer = writers.get(answeringQuery(chain)?.id ?? '')
      if (writer === undefined) return chain
      const decided = writer.by === 'postgres' ? { by: writer.by } : writer
      const key = JSON.stringify(decided)
      const known = this.#answered.get(chain)
      if (known?.writer === key) return known.chain
      const made = answerRows(chain, decided)
      this.#answered.set(chain, { writer: key, chain: made })
      return made
    })
  }

  resolvedFor({
    documents,
    events,
    aggregates,
    queries,
    messages,
  }: ApplicationModel): ResolveMemory {
    // Whether a class is stored anywhere decides what it is everywhere, data or service; so does what a query answers.
    const answers = queries.map(
      ({ type, answer, isList }) => `${type.id} ${useKey(answer)} ${isList}`,
    )
    // What is sent, and under which name, decides what a returned value means.
    const sent = messages.map(
      ({ type, name, unlessClaimed, isReply }) =>
        `${name} ${typeKey(type)} ${unlessClaimed === true} ${isReply === true}`,
    )
    // What changes an aggregate, and whether anything begins it, decides what its handlers may return and take.
    const changed = aggregates.map(({ type, events: applied, fold, isStarted }) => {
      return `${type.id} ${applied.map(typeKey).join(' ')} ${fold !== undefined} ${isStarted}`
    })
    const stored = [...documents, ...events]
      .map((each) => each.type.id)
      .concat(changed, answers, sent)
      .join()
    if (stored !== this.#stored) this.#resolved = new WeakMap()
    this.#stored = stored
    return this.#resolved
  }
}

interface Printed {
  /** The codec functions it calls, and the queries: they depend on the other types of the application. */
  readonly from: unknown
  readonly file: GeneratedFile
  readonly description: ChainDescription
}

/** What policies add. With one in error nobody knows what is missing, and no endpoint is written without its authorization. */
interface Policed {
  readonly additions: Additions
  readonly arePoliciesSound: boolean
}
const unpoliced: Policed = { additions: new Map(), arePoliciesSound: true }

/** From facts to files: no TypeScript program from here on. */
export function compileModel(
  found: ApplicationModel,
  relations: TypeRelations,
  discovered: readonly Diagnostic[],
  memory = new CompileMemory(),
  { additions, arePoliciesSound }: Policed = unpoliced,
): Omit<CompileResult, 'inputs' | 'missing'> {
  const resolved = resolve(found, relations, memory.resolvedFor(found), additions)
  const model = withoutClaimed(found, resolved)
  const answering = resolved.chains.map((each) => answeringQuery(each)?.id)
  const queries = compileQueries(model, new Set(answering.filter((each) => each !== undefined)))
  const answered = memory.answered(resolved.chains, queries.plans)
  const checked = checkProcesses(model)
  const snapshots = planSnapshots(model)
  const wanted = allCodecs(answered, queries.plans, model, snapshots)
  const asked = planCodecs(wanted, model, memory.codecs)
  // What cannot cross a boundary has been reported; everything that does without it is emitted all the same.
  const sound: ApplicationModel = {
    ...model,
    documents: model.documents.filter((each) => storedCodecs(each).every(asked.isSound)),
    events: model.events.filter((each) => storedCodecs(each).every(asked.isSound)),
    messages: model.messages.filter((each) => messageCodecs(each).every(asked.isSound)),
  }
  const processes = compileProcesses({
    ...sound,
    processes: crossingProcesses({ ...sound, processes: checked.sound }),
  })
  const crossing = new Set(sound.messages.map((each) => typeKey(each.type)))
  const chains = answered.filter(
    (chain) =>
      arePoliciesSound &&
      chainCodecs(chain).every(asked.isSound) &&
      messagesOf(chain, model).every((each) => crossing.has(typeKey(each))),
  )
  const stored = new Set(sound.documents.map((each) => each.type.id))
  const plans = queries.plans.filter(
    (each) =>
      each.documents.every(({ id }) => stored.has(id)) && queryCodecs(each).every(asked.isSound),
  )
  // What is left out takes its codecs with it.
  const codecs =
    asked.diagnostics.length === 0
      ? asked
      : planCodecs(allCodecs(chains, plans, sound, snapshots), sound)
  const byQuery = new Map(plans.map((each) => [each.query.id, each]))
  const known = { codec: codecs.functionFor, find: (query: TypeId) => byQuery.get(query) }
  const printed = chains.map((chain) => print(chain, sound, known, memory))
  const pages: Pages = {
    queries: nameQueries(plans, sound),
    aggregates: nameAggregates(foldedAggregates(sound, snapshots, processes), sound),
  }
  const openapi = describeOpenApi(chains.filter(isEndpoint), sound, memory.openapi)
  const files = [
    ...printed.map((each) => each.file),
    ...processes.files,
    ...[...pages.queries].map(([plan, ref]) =>
      queryPage(plan, ref, sound, codecs.functionFor, memory),
    ),
    ...[...pages.aggregates].map(([plan, ref]) =>
      aggregatePage(plan, ref, sound, processes, codecs.functionFor, memory),
    ),
    ...codecs.files,
    definitionPage(sound, pages, processes, codecs.functionFor, memory),
    indexPage(chains, resolved.services, sound, processes, memory),
    memory.page('openapi', openapi, () => emitOpenApi(openapi, sound.project, memory.literals)),
  ]
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    diagnostics: sortDiagnostics([
      ...discovered,
      ...unsaid(resolved.diagnostics, discovered),
      ...unsaid(queries.diagnostics, discovered),
      ...unsaid(asked.diagnostics, discovered),
      ...unsaid(snapshots.diagnostics, discovered),
      ...unsaid(checked.diagnostics, discovered),
      ...unsaid(checkSent(resolved.chains, model), discovered),
      ...unsaid(documentedFaults(resolved.chains, model), [...discovered, ...asked.diagnostics]),
    ]),
    openapi,
    messages: describeMessages(chains, (each) => sentTypes(each, model), sound, processes),
    wireNames: [...wireNames(model), ...processes.deadlines].sort(),
    chains: [...printed.map((each) => each.description), ...processes.chains].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
  }
}

/** Without what handlers return and policies claim. With errors nobody knows what an unsound handler would send. */
function withoutClaimed(
  model: ApplicationModel,
  { chains, diagnostics }: Resolved,
): ApplicationModel {
  if (diagnostics.some(({ severity }) => severity === 'error')) return model
  const sent = new Set(chains.flatMap((each) => sentTypes(each, model).map(typeKey)))
  const isSent = (each: MessageModel) =>
    each.unlessClaimed === undefined || sent.has(typeKey(each.type))
  return { ...model, messages: model.messages.filter(isSent) }
}

/** What a chain handles and sends. */
function messagesOf(chain: Chain, model: ApplicationModel): readonly NamedType[] {
  const sent = sentTypes(chain, model)
  return chain.model.kind === 'handler' ? [chain.model.message, ...sent] : sent
}

function sentTypes(chain: Chain, model: ApplicationModel): readonly NamedType[] {
  return sentBy(chain, model).flatMap(({ messages }) => messages.map(({ type }) => type))
}

function queryPage(
  plan: QueryPlan,
  ref: ImportRef,
  model: ApplicationModel,
  codec: Codecs['functionFor'],
  memory: CompileMemory,
): GeneratedFile {
  const { import: imported } = model.types[plan.query.id] ?? {}
  const from = [plan, ref, imported, queryCodecs(plan).map(codec)]
  return memory.page(`query ${ref.name}`, from, () => emitQuery(plan, ref, model, codec))
}

/** Without those whose methods cannot be called, or whose events cannot be stored: both have been reported. */
function foldedAggregates(
  { aggregates, events }: ApplicationModel,
  { hashes }: Snapshots,
  { deciders }: CompiledProcesses,
): readonly AggregatePlan[] {
  const stored = new Set(events.map((each) => each.type.id))
  return aggregates.flatMap((aggregate): readonly AggregatePlan[] => {
    const { type } = aggregate
    const fold = aggregate.fold ?? (deciders.has(type.id) ? foldOfNothing : undefined)
    if (fold === undefined || fold.inError === true) return []
    if (!aggregate.events.every((each) => stored.has(each.id))) return []
    return [{ aggregate: { ...aggregate, fold }, hash: hashes.get(type.id) }]
  })
}

/** What is recorded of a process is known, even where nothing of it changes its state. */
const foldOfNothing: FoldModel = { kind: 'methods', creates: [], applies: [], source: '' }

function aggregatePage(
  plan: AggregatePlan,
  ref: ImportRef,
  model: ApplicationModel,
  { deciders }: CompiledProcesses,
  codec: Codecs['functionFor'],
  memory: CompileMemory,
): GeneratedFile {
  const { aggregate, hash } = plan
  const decider = deciders.get(aggregate.type.id)
  if (decider !== undefined) return emitProcessAggregate(plan, decider, ref, model, codec)
  const classes = [aggregate.type, ...aggregate.events].map((each) => model.types[each.id])
  const codecs = hash === undefined ? [] : storedCodecs(aggregate).map(codec)
  const from = [plan, ref, classes.map((each) => [each?.import, each?.bases]), codecs]
  return memory.page(`aggregate ${ref.name}`, from, () => emitAggregate(plan, ref, model, codec))
}

function definitionPage(
  model: ApplicationModel,
  pages: Pages,
  { deadlines }: CompiledProcesses,
  codec: Codecs['functionFor'],
  memory: CompileMemory,
): GeneratedFile {
  const { documents, events, aggregates, messages, messaging, project } = model
  const stored = [...documents, ...events].flatMap(storedCodecs)
  const codecs = [...stored, ...messages.flatMap(messageCodecs)].map(codec)
  const refs = [...pages.queries].map(([{ query }, ref]) => [query, ref])
  const folded = [...pages.aggregates].map(([{ aggregate }, ref]) => [aggregate.type, ref])
  const classes = messages.map((each) => model.types[each.type.id]?.import)
  const stores = [documents, events, aggregates, refs, folded, codecs]
  const from = [...stores, messages, classes, messaging, project.telemetry, deadlines]
  const emit = () => emitDefinition(model, pages, deadlines, codec)
  return memory.page('definition', from, emit)
}

function indexPage(
  chains: readonly Chain[],
  used: Resolved['services'],
  model: ApplicationModel,
  processes: CompiledProcesses,
  memory: CompileMemory,
): GeneratedFile {
  const { types, project, messages, messaging } = model
  const registrations = [
    ...chains.map((each) => registrationOf(each, model)),
    ...processes.registrations,
  ]
  // What is printed of a type is new each time, so what it is printed from is compared.
  const named = messages.map(({ name, type }) => [name, type, types[type.id]?.import])
  const from = [registrations, used, named, messaging]
  return memory.page('index', from, () => {
    const services = indexServices(used, types)
    return emitIndex({ registrations, services, messaging: indexMessaging(model) }, project)
  })
}

function wireNames({ events, messages }: ApplicationModel): readonly string[] {
  const sent = messages.map(({ name, version }) => (version === 1 ? name : `${name}@${version}`))
  return [...new Set([...events.map((each) => each.name), ...sent])].sort()
}

function print(
  chain: Chain,
  model: ApplicationModel,
  { codec, find }: { readonly codec: Codecs['functionFor']; readonly find: FindPlan },
  memory: CompileMemory,
): Printed {
  const from = [chainCodecs(chain).map(codec), plansOf(chain, find)]
  const known = memory.printed.get(chain)
  if (known !== undefined && isSameContent(known.from, from)) return known
  const file = emitChain({ chain, model, codec, inRegion: false })
  const printed = { from, file, description: describeChain(chain, find) }
  memory.printed.set(chain, printed)
  return printed
}

/** What discovery found wrong with a declaration is the reason for what else is wrong with it. */
function unsaid(found: readonly Diagnostic[], said: readonly Diagnostic[]): readonly Diagnostic[] {
  const errors = said.filter((each) => each.severity === 'error')
  const places = new Set(errors.map(({ location }) => `${location.file}:${location.line}`))
  return found.filter(({ location }) => !places.has(`${location.file}:${location.line}`))
}

function allCodecs(
  chains: readonly Chain[],
  queries: readonly QueryPlan[],
  model: ApplicationModel,
  { hashes }: Snapshots,
): readonly CodecRequest[] {
  return [
    ...chains.flatMap(chainCodecs),
    ...queries.flatMap(queryCodecs),
    ...model.documents.flatMap(storedCodecs),
    ...model.events.flatMap(storedCodecs),
    ...model.aggregates.filter(({ type }) => hashes.has(type.id)).flatMap(storedCodecs),
    ...model.messages.flatMap(messageCodecs),
  ]
}
