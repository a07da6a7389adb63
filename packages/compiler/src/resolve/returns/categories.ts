import type { AggregateModel } from '../../model/aggregate-model.js'
import type { ApplicationModel, ChainModel } from '../../model/application-model.js'
import { isNamed, type TypeRef } from '../../model/type-ref.js'
import { runtimeId } from '../../vocabulary.js'
import type { Role } from '../method-roles.js'
import { queryOf } from './queries.js'
import { holdsEvents } from './events.js'
import { isData, isEffect, isSaga, isSimple } from '../type-kinds.js'
import type { Category } from './meaning.js'
import { canBeMessage, isKnownMessage, isMessages, isSent } from './messages.js'

/** Where a value is returned. */
export interface Place {
  readonly chain: ChainModel['kind']
  readonly role: Role
  /** Among the elements of a tuple; 0 for a value by itself. */
  readonly index: number
  /** `@EmptyResponse()`: what an endpoint returns first is no body either. */
  readonly hasNoBody: boolean
  /** Those whose streams the chain appends to. */
  readonly aggregates: readonly AggregateModel[]
}

interface ReturnConvention {
  readonly category: Category
  claims(type: TypeRef, model: ApplicationModel, place: Place): boolean
}

/** Asked in order; the first that claims the type decides. What the runtime knows comes before what merely is data. */
const conventions: readonly ReturnConvention[] = [
  {
    category: 'read',
    claims: (type, model) => isNamed(type, runtimeId('Read')) || queryOf(type, model) !== undefined,
  },
  {
    category: 'events',
    claims: (type, model, { role, aggregates }) =>
      role === 'decide' && holdsEvents(type, aggregates, model),
  },
  {
    category: 'updated',
    claims: (type, _model, { role, aggregates }) =>
      role === 'decide' && aggregates.length > 0 && isNamed(type, runtimeId('UpdatedAggregate')),
  },
  { category: 'effect', claims: (type, model) => isEffect(type, model) },
  {
    category: 'effects',
    claims: (type, model) => type.kind === 'list' && isEffect(type.element, model),
  },
  { category: 'messages', claims: (type) => isSent(type) },
  {
    category: 'saga',
    claims: (type, model, { role }) => role !== 'before' && isSaga(type, model),
  },
  { category: 'created', claims: (type) => isNamed(type, runtimeId('CreationResponse')) },
  { category: 'accepted', claims: (type) => isNamed(type, runtimeId('AcceptResponse')) },
  { category: 'http-result', claims: (type) => isNamed(type, runtimeId('HttpResult')) },
  // What a before-method returns goes to other methods of the chain, whatever it is.
  { category: 'data', claims: (_type, _model, { role }) => role === 'before' },
  {
    category: 'messages',
    claims: (type, model, place) =>
      isMessages(type, (each) =>
        sendsData(place) ? canBeMessage(each, model) : isKnownMessage(each, model),
      ) && !isBody(place),
  },
  { category: 'data', claims: (type, model) => isData(type, model) || isSimple(type, model) },
]

export function categoryOf(type: TypeRef, model: ApplicationModel, place: Place): Category {
  return conventions.find((each) => each.claims(type, model, place))?.category ?? 'unclaimed'
}

/** What an endpoint returns first is what it answers. */
function isBody({ chain, role, index, hasNoBody }: Place): boolean {
  return chain === 'endpoint' && role === 'decide' && index === 0 && !hasNoBody
}

/** Whatever data a handler returns is sent, be it that nobody listens. */
function sendsData({ chain, role }: Place): boolean {
  return chain === 'handler' && role === 'decide'
}
