import type { Chain } from '../frames/chain.js'
import { creates } from '../frames/flow.js'
import type { Cascade, Frame } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import { stepsIn } from '../frames/within.js'
import type { ApplicationModel, DecidingMethod } from '../model/application-model.js'
import { appliedClasses } from '../model/applied-classes.js'
import { membersOf } from '../model/members-of.js'
import { isNamed, typeKey, type NamedType, type TypeRef } from '../model/type-ref.js'
import { runtimeId } from '../vocabulary.js'
import { elementOf } from './iterables.js'

/** One value that a chain sends, and the messages that it may be. */
export interface Sent {
  readonly frame: Cascade
  readonly messages: readonly SentMessage[]
  /** The method that returned it. */
  readonly by: DecidingMethod
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
  const steps = stepsIn(chain.frames)
  return steps.flatMap((frame) => {
    if (frame.kind !== 'cascade') return []
    const messages = messagesIn(frame.value.use.type, false, model)
    return [{ frame, messages, by: returning(frame.value, steps, chain) }]
  })
}

/** Of combined handlers, and of the methods around a handler, any may be the one that sends. */
function returning(
  value: Variable,
  steps: readonly Frame[],
  chain: Pick<Chain, 'model'>,
): DecidingMethod {
  const { model } = chain
  const makes = steps.filter((each) => each.kind === 'unpack' || each.kind === 'call')
  const made = makes.find((each) => creates(each).includes(value))
  if (made?.kind === 'unpack') return returning(made.value, steps, chain)
  if (made === undefined) return model
  const { target, method: name } = made
  const combined = model.kind === 'handler' ? (model.combined ?? []) : []
  const used = [model.class, model.method].flatMap((each) => appliedClasses(each.marks.use))
  const classes = [model.class, ...[...combined, ...used].map((each) => each.class)]
  const owner = classes.find(({ type }) =>
    target.kind === 'static'
      ? type.name === target.name
      : typeKey(type) === typeKey(target.variable.use.type),
  )
  const method = owner?.methods.find((each) => each.name === name)
  return owner && method ? { class: owner, method } : model
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
