import type { ApplicationModel } from '../model/application-model.js'
import { messageName } from '../model/message-name.js'
import type { ProcessStep } from '../model/process-model.js'
import type { DeciderPlan, ProcessHandlerPlan } from '../model/process-plan.js'
import { typeKey } from '../model/type-ref.js'
import { planDeciders } from './emit-decider.js'

/** Deciders, and a handler for each message and deadline of theirs. */
export interface ProcessPlans {
  readonly deciders: readonly DeciderPlan[]
  readonly handlers: readonly ProcessHandlerPlan[]
}

export function planProcesses(model: ApplicationModel): ProcessPlans {
  const deciders = planDeciders(model)
  return { deciders, handlers: deciders.flatMap((each) => handlersOf(each, model)) }
}

function handlersOf(decider: DeciderPlan, model: ApplicationModel): readonly ProcessHandlerPlan[] {
  const { process, deadlines } = decider
  const named = (step: Pick<ProcessStep, 'message'>) => messageName(step.message, model)
  return [
    ...process.steps.map(({ kind, method, message }) => ({
      kind,
      method,
      type: message,
      message: kind === 'timed-out' ? (deadlines.get(typeKey(message)) ?? '') : named({ message }),
    })),
    ...process.records.map((type) => ({
      kind: 'record' as const,
      method: undefined,
      type,
      message: named({ message: type }),
    })),
  ].map((each) => {
    // That of a deadline begins with the name of the process.
    const isDeadline = each.kind === 'timed-out'
    const words = [each.message, ...(isDeadline ? [] : ['by', process.type.name])]
    const file = [each.message.replace(plain, '-'), ...(isDeadline ? [] : ['by', process.name])]
    return {
      ...each,
      decider,
      generatedClass: ['HANDLE', ...words.map((word) => word.replace(plain, '_'))].join('_'),
      generatedFile: `${['handle', ...file].join('-')}.ts`,
    }
  })
}

const plain = /[^\p{ID_Continue}]+/gu
