import type { ApplicationModel } from './application-model.js'
import { membersOf } from './members-of.js'
import type { ProcessModel } from './process-model.js'
import { processResult } from './process-result.js'
import { typeKey, type NamedType, type TypeRef } from './type-ref.js'

/** What the process takes, each once: what its methods handle, then what it records as it came. */
export function messagesHandled({ steps, records }: ProcessModel): readonly NamedType[] {
  const handled = steps.flatMap(({ kind, message }) => (kind === 'timed-out' ? [] : [message]))
  return once([...handled, ...records])
}

export function messagesSent(
  { steps, complete, notFound }: ProcessModel,
  model: Pick<ApplicationModel, 'types' | 'shapes'>,
): readonly NamedType[] {
  const methods = [...steps.map((each) => each.method), complete, notFound]
  return once(
    methods
      .flatMap((each) => (each === undefined ? [] : processResult(each.returns).sent))
      .flatMap(unionMembers)
      .flatMap((each) => membersOf(each, model)),
  )
}

/** What its deadlines wait for, each once. */
export function deadlinesOf({ steps }: ProcessModel): readonly NamedType[] {
  return once(steps.flatMap(({ kind, message }) => (kind === 'timed-out' ? [message] : [])))
}

/** Everything that can stand in its stream, as far as its types say it. */
export function eventsOf({
  steps,
  complete,
  records,
  applies,
}: ProcessModel): readonly NamedType[] {
  const methods = [
    ...steps.map((each) => each.method),
    ...(complete === undefined ? [] : [complete]),
  ]
  return once([
    ...methods.flatMap(({ returns }) => processResult(returns).events),
    ...records,
    ...applies.flatMap((each) => each.events),
  ])
}

function unionMembers(type: TypeRef): readonly TypeRef[] {
  return type.kind === 'union' ? type.members.flatMap(unionMembers) : [type]
}

function once(types: readonly NamedType[]): readonly NamedType[] {
  return [...new Map(types.map((each) => [typeKey(each), each])).values()]
}
