import type { ChainDescription, PlanLine } from '../compile-result.js'
import { nameOfHandler, type ProcessHandlerPlan } from '../model/process-plan.js'

/** One message of a process, as `critter describe` shows it. */
export function describeProcessHandler(plan: ProcessHandlerPlan): ChainDescription {
  const { decider, message, method, kind, type, generatedClass, generatedFile } = plan
  const { process } = decider
  const { location } = method ?? process
  const name = process.type.name
  const isStart = kind === 'start'
  const line = (phase: string, text: string, because?: string): PlanLine => ({
    phase,
    text,
    because,
  })
  const guard =
    kind === 'record' || kind === 'timed-out' ? `${type.name} is not recorded yet` : undefined
  return {
    kind: 'handler',
    name: message,
    generatedClass,
    generatedFile,
    handler: `${location.file}#${nameOfHandler(plan)}`,
    location,
    transactional: true,
    services: [],
    roundTrips: { reads: isStart ? 0 : 1, writes: 1 },
    plan: [
      ...(isStart ? [] : [line('prepare', `fetch the ${name} of this ${process.idMember}`)]),
      line(
        'decide',
        method === undefined ? `record ${type.name}` : `${name}.${method.name}(message)`,
        isStart ? undefined : ['it has not ended', guard].filter(Boolean).join(', and '),
      ),
      ...(process.complete === undefined ? [] : [line('decide', `${name}.complete(state)`)]),
      line('commit', 'append events, keep the state, send messages and deadlines'),
    ],
    queries: [],
  }
}
