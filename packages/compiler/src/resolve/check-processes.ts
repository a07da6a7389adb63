import type { DiagnosticCode } from '../diagnostics/catalog.js'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { ApplicationModel } from '../model/application-model.js'
import type { MethodModel } from '../model/method-model.js'
import { deadlinesOf, eventsOf, messagesHandled } from '../model/process-messages.js'
import type { ProcessModel } from '../model/process-model.js'
import { processResult } from '../model/process-result.js'
import type { SourceLocation } from '../model/source-location.js'
import { typeKey, type NamedType, type TypeRef, type TypeUse } from '../model/type-ref.js'

type Model = Pick<ApplicationModel, 'types' | 'shapes'>

interface Site {
  readonly process: ProcessModel
  readonly model: Model
  readonly report: (
    code: DiagnosticCode,
    location: SourceLocation,
    what: { readonly message: string; readonly help?: string },
  ) => void
}

/** What is wrong with processes; those with an error are not emitted. */
export function checkProcesses({ processes, ...model }: ApplicationModel): {
  readonly sound: readonly ProcessModel[]
  readonly diagnostics: readonly Diagnostic[]
} {
  const checked = processes.map((process) => {
    const found: Diagnostic[] = []
    const report: Site['report'] = (code, location, what) =>
      void found.push(diagnostic(code, location, what))
    const site = { process, model, report }
    for (const check of checks) check(site)
    return { process, found }
  })
  const isSound = (found: readonly Diagnostic[]) => found.every((each) => each.severity !== 'error')
  return {
    sound: checked.filter((each) => isSound(each.found)).map((each) => each.process),
    diagnostics: checked.flatMap((each) => each.found),
  }
}

const checks: readonly ((site: Site) => void)[] = [
  checkMessages,
  checkOnce,
  checkMethods,
  checkBeginning,
  checkEnd,
  checkEvents,
  checkDeadlines,
]

function checkMessages({ process, model, report }: Site): void {
  const { idMember } = process
  for (const message of messagesHandled(process)) {
    const facts = model.types[message.id]
    const location = placeOf(message, process)
    if (facts?.declaration !== 'class' || facts.import === undefined || facts.nature !== 'data') {
      report('process-message-not-a-class', location, {
        message: `${process.type.name} handles ${message.name}, which is no exported class of data`,
      })
      continue
    }
    const use = facts.members[idMember]
    if (use !== undefined && isId(use, model)) continue
    const has = describeMember(use, model)
    report('process-message-without-id', location, {
      message: `${process.type.name} is found by ${idMember}, and ${message.name} ${has}`,
      help: `Give ${message.name} the member ${idMember}: string, or name another one as id in @Process`,
    })
  }
}

function describeMember(use: TypeUse | undefined, model: Model): string {
  if (use === undefined) return 'has none'
  return isIdType(use.type, model) ? 'may be without it' : `has a ${use.text()}`
}

function isId({ type, null: isNull, undefined: isUndefined }: TypeUse, model: Model): boolean {
  return !isNull && !isUndefined && isIdType(type, model)
}

function isIdType(type: TypeRef, { shapes }: Model): boolean {
  switch (type.kind) {
    case 'primitive':
      return type.name === 'string' || type.name === 'number'
    case 'literal':
      return typeof type.value !== 'boolean'
    case 'named': {
      const kind = shapes[typeKey(type)]?.shape.kind
      return kind === 'string' || kind === 'number' || kind === 'literal'
    }
    case 'object':
    case 'other':
      // A brand: `string & { readonly brand: 'OrderId' }`.
      return true
    default:
      return false
  }
}

/** Where a method takes the message; of one that is recorded as it came, the class of the process. */
function placeOf(message: NamedType, { steps, location }: ProcessModel): SourceLocation {
  const step = steps.find((each) => typeKey(each.message) === typeKey(message))
  return step?.method.parameters[0]?.location ?? step?.method.location ?? location
}

function checkOnce({ process, report }: Site): void {
  const { type, steps, records } = process
  const recorded = new Set(records.map(typeKey))
  const seen = new Map<string, MethodModel>()
  for (const { kind, message, method } of steps) {
    const key = `${kind === 'timed-out'} ${typeKey(message)}`
    const other = seen.get(key)
    seen.set(key, method)
    if (kind !== 'timed-out' && recorded.has(typeKey(message))) {
      report('process-message-said-twice', method.location, {
        message: `${type.name} records ${message.name} as it comes, and ${method.name} handles it`,
        help: `Take ${message.name} from the records, or remove ${method.name}`,
      })
    }
    if (other === undefined) continue
    report('process-message-said-twice', method.location, {
      message: `${other.name} and ${method.name} both handle ${kind === 'timed-out' ? `the deadline of ${message.name}` : message.name}`,
      help: 'Let one method decide',
    })
  }
}

function checkMethods({ process, report }: Site): void {
  const { type, steps, complete, notFound } = process
  const methods = new Map(steps.map((each) => [each.method, each.kind]))
  for (const [method, kind] of methods) {
    checkMethod(method, kind === 'start' ? ['a message'] : ['a message', 'the state'])
  }
  if (complete !== undefined) checkMethod(complete, ['the state'])
  if (notFound !== undefined) checkMethod(notFound, ['a message'])

  function checkMethod(method: MethodModel, takes: readonly string[]): void {
    const title = `${type.name}.${method.name}`
    if (method.returns.isAsync || method.returns.iteration === 'async') {
      report('impure-process-method', method.location, {
        message: `${title} is asynchronous, and a process decides at once`,
      })
    }
    const isState = (use: TypeUse | undefined) => use && typeKey(use.type) === typeKey(type)
    const wrong = method.parameters.find(({ use, marker }, index) => {
      if (marker !== undefined || takes[index] === undefined) return true
      return takes[index] === 'the state' && isState(use) !== true
    })
    if (wrong === undefined) return
    const what = wrong.name ?? wrong.use?.text() ?? 'a parameter'
    report('impure-process-method', wrong.location, {
      message: `${title} takes ${what}, and is given ${takes.join(' and ')}`,
      ...(wrong.marker?.kind === 'now' || wrong.marker?.kind === 'new-id'
        ? { help: 'Let the message say it: whoever sends it knows the time, and makes the ids' }
        : {}),
    })
  }
}

function checkBeginning({ process: { type, steps, location }, report }: Site): void {
  if (steps.some((each) => each.kind === 'start')) return
  report('process-never-starts', location, {
    message: `No method of ${type.name} starts it`,
  })
}

function checkEnd({ process, report }: Site): void {
  const { type, endsWith, location } = process
  const events = new Set(eventsReturnedOrRecorded(process))
  if (hasUnknown(process) || endsWith.some((each) => events.has(typeKey(each)))) return
  const ends = endsWith.map((each) => each.name).join(' or ')
  report('process-never-ends', location, {
    message: `${type.name} ends with ${ends || 'nothing'}, and records none of them`,
  })
}

function checkEvents({ process, report }: Site): void {
  const { type, endsWith, applies, location } = process
  const applied = new Set([...applies.flatMap((each) => each.events), ...endsWith].map(typeKey))
  for (const event of eventsOf(process)) {
    if (applied.has(typeKey(event))) continue
    report('process-event-not-applied', location, {
      message: `${type.name} records ${event.name}, which changes nothing of it`,
      help: `Apply it: apply${event.name}(event: ${event.name}) { … }; what is to be sent is returned in outgoing(…)`,
    })
  }
}

function checkDeadlines({ process, report }: Site): void {
  const { type, steps, location } = process
  const recorded = new Set(eventsReturnedOrRecorded(process))
  const answered = new Set(deadlinesOf(process).map(typeKey))
  for (const event of deadlinesOf(process)) {
    if (hasUnknown(process) || recorded.has(typeKey(event))) continue
    report('process-deadline-not-recorded', location, {
      message: `A deadline of ${type.name} waits for ${event.name}, which is never recorded`,
    })
  }
  for (const { method } of new Map(steps.map((each) => [each.method, each])).values()) {
    for (const event of processResult(method.returns).awaited) {
      if (answered.has(typeKey(event))) continue
      report('process-deadline-unanswered', method.location, {
        message: `${method.name} sets a deadline for ${event.name}, and nothing says what happens when it passes`,
        help: `Write: static ${event.name.charAt(0).toLowerCase()}${event.name.slice(1)}TimedOut(timedOut: TimedOut<${event.name}>)`,
      })
    }
  }
}

function eventsReturnedOrRecorded(process: ProcessModel): readonly string[] {
  return eventsOf({ ...process, applies: [] }).map(typeKey)
}

/** Events that are only known as objects may be any. */
function hasUnknown({ steps, complete }: ProcessModel): boolean {
  const methods = [
    ...steps.map((each) => each.method),
    ...(complete === undefined ? [] : [complete]),
  ]
  return methods.some(({ returns }) => processResult(returns).hasUnknown)
}
