import type { CompileResult, GeneratedFile, MessageDescription } from './compile-result.js'
import { describeProcessHandler } from './describe/describe-process.js'
import { emitDecider } from './emit/emit-decider.js'
import { emitProcessHandler, processRegistration } from './emit/emit-process-handler.js'
import { planProcesses } from './emit/plan-processes.js'
import type { HandlerRegistration } from './file-facts.js'
import type { ApplicationModel } from './model/application-model.js'
import { deadlinesOf, eventsOf, messagesHandled, messagesSent } from './model/process-messages.js'
import { nameOfHandler, type DeciderPlan, type ProcessHandlerPlan } from './model/process-plan.js'
import type { ProcessModel } from './model/process-model.js'
import { typeKey, type TypeId } from './model/type-ref.js'

export interface CompiledProcesses {
  readonly files: readonly GeneratedFile[]
  /** By the class of the process. */
  readonly deciders: ReadonlyMap<TypeId, DeciderPlan>
  readonly registrations: readonly HandlerRegistration[]
  /** Wire names of what their deadlines send. */
  readonly deadlines: readonly string[]
  readonly chains: CompileResult['chains']
  /** Who handles and who sends, by wire name. */
  readonly handlers: ReadonlyMap<string, readonly MessageDescription['handlers'][number][]>
  readonly senders: ReadonlyMap<string, readonly MessageDescription['senders'][number][]>
}

/** Those whose messages and events can cross: the others have been reported. */
export function crossingProcesses({
  processes,
  messages,
  events,
}: ApplicationModel): readonly ProcessModel[] {
  const crossing = new Set(messages.map((each) => typeKey(each.type)))
  const stored = new Set(events.map((each) => typeKey(each.type)))
  return processes.filter(
    (each) =>
      messagesHandled(each).every((one) => crossing.has(typeKey(one))) &&
      [...eventsOf(each), ...deadlinesOf(each)].every((one) => stored.has(typeKey(one))),
  )
}

/** Deciders and handlers of the processes, and what others must know of them. */
export function compileProcesses(model: ApplicationModel): CompiledProcesses {
  const { deciders, handlers } = planProcesses(model)
  return {
    files: [
      ...deciders.map((each) => emitDecider(each, model)),
      ...handlers.map((each) => emitProcessHandler(each, model)),
    ],
    deciders: new Map(deciders.map((each) => [each.process.type.id, each])),
    registrations: handlers.map((each) => processRegistration(each, model)),
    deadlines: deciders.flatMap((each) => [...each.deadlines.values()]),
    chains: handlers.map(describeProcessHandler),
    handlers: grouped(handlers.map((each) => [each.message, placeOf(each)])),
    senders: grouped(
      deciders.flatMap(({ process }) =>
        messagesSent(process, model).flatMap((type) => {
          const sent = model.messages.find((each) => typeKey(each.type) === typeKey(type))
          const place = { name: process.type.name, location: process.location }
          return sent === undefined ? [] : [[sent.name, place] as const]
        }),
      ),
    ),
  }
}

function placeOf(plan: ProcessHandlerPlan): MessageDescription['handlers'][number] {
  const { location } = plan.method ?? plan.decider.process
  return { name: nameOfHandler(plan), location }
}

function grouped<V>(entries: readonly (readonly [string, V])[]): ReadonlyMap<string, readonly V[]> {
  const groups = new Map<string, V[]>()
  for (const [key, value] of entries) groups.set(key, [...(groups.get(key) ?? []), value])
  return groups
}
