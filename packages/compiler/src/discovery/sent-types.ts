import type { ApplicationModel, ChainModel } from '../model/application-model.js'
import { isNamed, typeKey, type NamedType, type TypeRef, type TypeUse } from '../model/type-ref.js'
import { deliveries, runtimeId } from '../vocabulary.js'

type Model = Pick<ApplicationModel, 'types' | 'shapes'>

/**
 * What the methods of a chain declare to send: the `M` of a `Delivery<M>` or `OutgoingMessages<M>`, of an endpoint as of a
 * handler; and whatever else a handler returns, which its policies may claim for something else.
 */
export function sentTypes(
  { kind, class: owner, method }: ChainModel,
  model: Model,
): readonly NamedType[] {
  const delivered = owner.methods.flatMap(({ returns }) =>
    parts(returns.use)
      .filter(isDelivery)
      .flatMap((each) => each.args.flatMap(parts)),
  )
  const returned = kind === 'handler' ? parts(method.returns.use) : []
  return [...delivered, ...returned].flatMap((each) => membersOf(each, model))
}

function isDelivery(type: TypeRef): type is NamedType {
  return deliveries.some((each) => isNamed(type, runtimeId(each)))
}

/** Elements of tuples, members of unions, what is in lists. */
function parts({ type }: Pick<TypeUse, 'type'>): readonly TypeRef[] {
  switch (type.kind) {
    case 'tuple':
      return type.elements.flatMap((each) => parts(each.use))
    case 'union':
      return type.members.flatMap((each) => parts({ type: each }))
    case 'list':
      return parts({ type: type.element })
    default:
      return [type]
  }
}

/** Of a union under a name, `type Spawned = A | B`, what is in it. */
export function membersOf(type: TypeRef, { types, shapes }: Model): readonly NamedType[] {
  if (type.kind !== 'named') return []
  const shape = shapes[typeKey(type)]?.shape
  if (shape?.kind !== 'union') return [type]
  return shape.members.flatMap((each): readonly NamedType[] => {
    const facts = each.kind === 'ref' ? types[each.key] : undefined
    return facts === undefined ? [] : [{ kind: 'named', id: facts.id, name: facts.name, args: [] }]
  })
}
