import type { ApplicationModel } from '../../model/application-model.js'
import { isNamed, type TypeRef } from '../../model/type-ref.js'
import { runtimeId } from '../../vocabulary.js'
import type { Role } from '../method-roles.js'
import { queryOf } from './queries.js'
import { isData, isEffect, isSimple } from '../type-kinds.js'
import type { Category } from './meaning.js'

interface ReturnConvention {
  readonly category: Category
  claims(type: TypeRef, model: ApplicationModel, role: Role): boolean
}

/** Asked in order; the first that claims the type decides. What the runtime knows comes before what merely is data. */
const conventions: readonly ReturnConvention[] = [
  {
    category: 'read',
    claims: (type, model) => isNamed(type, runtimeId('Read')) || queryOf(type, model) !== undefined,
  },
  { category: 'effect', claims: (type, model) => isEffect(type, model) },
  {
    category: 'effects',
    claims: (type, model) => type.kind === 'list' && isEffect(type.element, model),
  },
  { category: 'created', claims: (type) => isNamed(type, runtimeId('CreationResponse')) },
  { category: 'accepted', claims: (type) => isNamed(type, runtimeId('AcceptResponse')) },
  { category: 'http-result', claims: (type) => isNamed(type, runtimeId('HttpResult')) },
  // What a before-method returns goes to other methods of the chain, whatever it is.
  { category: 'data', claims: (_type, _model, role) => role === 'before' },
  { category: 'data', claims: (type, model) => isData(type, model) || isSimple(type, model) },
]

export function categoryOf(type: TypeRef, model: ApplicationModel, role: Role): Category {
  return conventions.find((each) => each.claims(type, model, role))?.category ?? 'unclaimed'
}
