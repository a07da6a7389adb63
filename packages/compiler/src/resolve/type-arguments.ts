import type { ParameterModel } from '../model/method-model.js'
import type { TypeFacts } from '../model/type-facts.js'
import {
  describeType,
  noHandle,
  type NamedType,
  type TypeRef,
  type TypeUse,
} from '../model/type-ref.js'

/**
 * Parameters of a generic class, as an instance of it has them: `Repository<X>` in `Cache<X>` is a `Repository<Todo>` to a
 * `Cache<Todo>`. Facts belong to the name of a type, whatever its arguments.
 */
export function withTypeArguments(
  parameters: readonly ParameterModel[],
  { typeParameters }: TypeFacts,
  { args }: NamedType,
): readonly ParameterModel[] {
  if (typeParameters.length === 0 || args.length === 0) return parameters
  const bound: Bound = new Map(
    typeParameters.flatMap((name, index) => {
      const argument = args[index]
      return argument === undefined ? [] : [[name, argument]]
    }),
  )
  return parameters.map((each) =>
    each.use === undefined ? each : { ...each, use: replaceUse(each.use, bound) },
  )
}

type Bound = ReadonlyMap<string, TypeUse>

interface Nullability {
  readonly null: boolean
  readonly undefined: boolean
}

function replaceUse(use: TypeUse, bound: Bound): TypeUse {
  const type = replace(use.type, bound)
  if (type === use.type) return use
  const nothing = addNothing(use, use.type, bound)
  const words = [nothing.null ? ' | null' : '', nothing.undefined ? ' | undefined' : '']
  const text = () => describeType(type) + words.join('')
  return { type, ...nothing, text, handle: noHandle }
}

/** `X | undefined` is more than its `X` when that is a `Todo | null`. */
function addNothing(use: Nullability, type: TypeRef, bound: Bound): Nullability {
  const members = type.kind === 'union' ? type.members : [type]
  const replaced = members.flatMap((each) => argumentFor(each, bound) ?? [])
  return {
    null: use.null || replaced.some((each) => each.null),
    undefined: use.undefined || replaced.some((each) => each.undefined),
  }
}

/** The same object where nothing is replaced. */
function replace(type: TypeRef, bound: Bound): TypeRef {
  switch (type.kind) {
    case 'other':
      return argumentFor(type, bound)?.type ?? type
    case 'named': {
      const args = replaceAll(type.args, (each) => replaceUse(each, bound))
      return args === type.args ? type : { ...type, args }
    }
    case 'list': {
      const element = replace(type.element, bound)
      if (element === type.element) return type
      return { kind: 'list', element, ...addNothing(type, type.element, bound) }
    }
    case 'tuple': {
      const elements = replaceAll(type.elements, (each) => {
        const use = replaceUse(each.use, bound)
        return use === each.use ? each : { ...each, use }
      })
      return elements === type.elements ? type : { kind: 'tuple', elements }
    }
    case 'union': {
      const members = replaceAll(type.members, (each) => replace(each, bound))
      if (members === type.members) return type
      const flat = members.flatMap((each) => (each.kind === 'union' ? each.members : [each]))
      return { kind: 'union', members: flat }
    }
    default:
      return type
  }
}

function replaceAll<T>(list: readonly T[], replaceOne: (each: T) => T): readonly T[] {
  const replaced = list.map(replaceOne)
  return replaced.every((each, index) => each === list[index]) ? list : replaced
}

/** A type parameter is nothing that binds, so it is known by what TypeScript calls it. */
function argumentFor(type: TypeRef, bound: Bound): TypeUse | undefined {
  return type.kind === 'other' ? bound.get(type.text) : undefined
}
