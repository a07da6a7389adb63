import type { ApplicationModel, ChainModel } from '../model/application-model.js'
import { membersOf } from '../model/members-of.js'
import { isNamed, type NamedType, type TypeRef } from '../model/type-ref.js'
import { deliveries, runtimeId } from '../vocabulary.js'

/** What the methods of a chain declare to send. */
export interface SentTypes {
  /** The `M` of a `Delivery<M>` or `OutgoingMessages<M>`. */
  readonly delivered: readonly NamedType[]
  /** Whatever else a handler returns, which policies may claim for something else. */
  readonly returned: readonly NamedType[]
}

export function sentTypes(
  { kind, class: owner, method }: ChainModel,
  model: Pick<ApplicationModel, 'types' | 'shapes'>,
): SentTypes {
  const named = (types: readonly TypeRef[]) => types.flatMap((each) => membersOf(each, model))
  const delivered = owner.methods
    .flatMap(({ returns }) => parts(returns.use.type))
    .filter(isDelivery)
    .flatMap((each) => each.args.flatMap(({ type }) => parts(type)))
  const returned = kind === 'handler' ? parts(method.returns.use.type) : []
  return { delivered: named(delivered), returned: named(returned) }
}

function isDelivery(type: TypeRef): type is NamedType {
  return deliveries.some((each) => isNamed(type, runtimeId(each)))
}

/** Elements of tuples, members of unions, what is in lists and in iterables of the language's. */
function parts(type: TypeRef): readonly TypeRef[] {
  switch (type.kind) {
    case 'tuple':
      return type.elements.flatMap((each) => parts(each.use.type))
    case 'union':
      return type.members.flatMap(parts)
    case 'list':
      return parts(type.element)
    case 'named':
      return type.id.startsWith('lib#') ? type.args.flatMap((each) => parts(each.type)) : [type]
    default:
      return []
  }
}
