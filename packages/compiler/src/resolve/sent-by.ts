import type { Chain } from '../frames/chain.js'
import type { Cascade } from '../frames/frame.js'
import { stepsIn } from '../frames/within.js'
import type { ApplicationModel } from '../model/application-model.js'
import { membersOf } from '../model/members-of.js'
import { isNamed, type NamedType, type TypeRef } from '../model/type-ref.js'
import { runtimeId } from '../vocabulary.js'
import { elementOf } from './iterables.js'

/** One value that a chain sends, and the messages that it may be. */
export interface Sent {
  readonly frame: Cascade
  readonly messages: readonly SentMessage[]
}

export interface SentMessage {
  readonly type: NamedType
  /** In a `Delivery`, which may name an endpoint when the program runs. */
  readonly isAddressed: boolean
}

export function sentBy(
  chain: Chain,
  model: Pick<ApplicationModel, 'types' | 'shapes'>,
): readonly Sent[] {
  return stepsIn(chain.frames).flatMap((frame) =>
    frame.kind === 'cascade'
      ? [{ frame, messages: messagesIn(frame.value.use.type, false, model) }]
      : [],
  )
}

function messagesIn(
  type: TypeRef,
  isAddressed: boolean,
  model: Pick<ApplicationModel, 'types' | 'shapes'>,
): readonly SentMessage[] {
  if (type.kind === 'union') {
    return type.members.flatMap((each) => messagesIn(each, isAddressed, model))
  }
  const element = elementOf(type)
  if (element !== undefined) return messagesIn(element, isAddressed, model)
  const isDelivery = isNamed(type, runtimeId('Delivery'))
  if (isDelivery || isNamed(type, runtimeId('OutgoingMessages'))) {
    const { type: message } = type.args[0] ?? {}
    return message === undefined ? [] : messagesIn(message, isDelivery, model)
  }
  return membersOf(type, model).map((each) => ({ type: each, isAddressed }))
}
