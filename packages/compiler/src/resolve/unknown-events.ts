import type { ApplicationModel } from '../model/application-model.js'
import { matchesMessage } from '../model/match-message.js'
import { membersOf } from '../model/members-of.js'
import { describeType, typeKey, type NamedType, type TypeRef } from '../model/type-ref.js'
import type { CallPlan, PlannedValue } from './call-plan.js'
import { elementOf } from './iterables.js'
import { titleOf } from './method-roles.js'
import { applies } from './returns/events.js'
import type { Scope } from './scope.js'
import { factsOf } from './type-kinds.js'

/** What a handler of an aggregate returns is an event of it or a message for somebody, each at a place of its own. */
export function reportUnknownEvents(plan: CallPlan, scope: Scope): void {
  for (const value of plan.values) {
    if (!isAsked(value, plan, scope)) continue
    const types = plainTypes(value.returned.use.type, scope.model)
    const events = types.filter((each) =>
      scope.aggregates.written.some((aggregate) => applies(aggregate, each, scope.model)),
    )
    const others = types.filter((each) => !events.includes(each))
    const [event] = events
    const [other] = others
    if (event !== undefined && other !== undefined) reportMixed(event, other, plan, scope)
    else
      for (const each of others.filter((one) => !isReceived(one, scope.model))) {
        reportUnknown(each, plan, scope)
      }
  }
}

/** What an endpoint returns first is its answer; the rest is done, sent or appended. */
function isAsked({ returned, index }: PlannedValue, { roled }: CallPlan, scope: Scope): boolean {
  const { category } = returned
  if (category !== 'messages' && category !== 'data' && category !== 'unclaimed') return false
  const isAnswer = index === 0 && roled.method.marks.routes.length > 0
  if (!isAnswer || scope.chain.kind === 'handler') return true
  // Told apart from a body only where it is no body either.
  return category === 'unclaimed'
}

/** Named types in it that do not say themselves that they are sent. */
function plainTypes(type: TypeRef, model: ApplicationModel): readonly NamedType[] {
  if (type.kind === 'union') return type.members.flatMap((each) => plainTypes(each, model))
  const element = elementOf(type)
  if (element !== undefined) return plainTypes(element, model)
  return membersOf(type, model).filter((each) => factsOf(each, model)?.nature === 'data')
}

/** Somebody handles it, waits for it as an answer, or says that it is a message. */
function isReceived(type: NamedType, { messages, messaging }: ApplicationModel): boolean {
  const message = messages.find((each) => typeKey(each.type) === typeKey(type))
  if (message === undefined) return false
  if (message.unlessClaimed === undefined || message.isReply === true) return true
  const routes = messaging?.routes ?? []
  return routes.some((route) => route.messages.some((each) => matchesMessage(each, message.name)))
}

function reportUnknown(type: NamedType, { roled }: CallPlan, scope: Scope): void {
  const names = scope.aggregates.written.map((each) => each.type.name).join(' or ')
  scope.findings.report('unknown-event', roled.method.returns.location, {
    message: `${describeType(type)}, which ${titleOf(roled)} returns, is no event of ${names}, and nobody handles it`,
  })
}

function reportMixed(event: NamedType, other: NamedType, { roled }: CallPlan, scope: Scope): void {
  scope.findings.report('unknown-event', roled.method.returns.location, {
    message: `${titleOf(roled)} returns ${describeType(event)}, which is appended, and ${describeType(other)}, which is not, at one place`,
    help: `Return each at a place of its own: [Events<${describeType(event)}>, OutgoingMessages<${describeType(other)}>]`,
  })
}
