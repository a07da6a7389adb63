import type { ChainAdditions } from '../frames/additions.js'
import type { ApplicationModel, ChainModel } from '../model/application-model.js'
import { appliedClasses } from '../model/applied-classes.js'
import type { ClassModel, UsedClass } from '../model/method-model.js'
import { methodRoles, type RoledMethod } from './method-roles.js'

/**
 * The classes whose methods stand around a decision, outermost first: middleware of policies, of `@Use` on the class, of `@Use`
 * on the method, and the endpoint's own class as the last. What a middleware uses itself stands around it. One that is applied
 * twice runs once.
 */
export function layersOf(
  chain: ChainModel,
  { middleware }: ChainAdditions,
  { classes }: ApplicationModel,
): readonly ClassModel[] {
  const combined = chain.kind === 'handler' ? (chain.combined ?? [chain]) : [chain]
  const owners = new Map(combined.map((each) => [each.class.type.id, each.class]))
  const used = combined.flatMap((each) => [...each.class.marks.use, ...each.method.marks.use])
  const byPolicies = middleware
    .flatMap((each) => classes[each.class] ?? [])
    .flatMap((each) => [...classesOf(each.marks.use), each])
  const applied = [...byPolicies, ...classesOf(used)].filter((each) => !owners.has(each.type.id))
  const byType = new Map<string, ClassModel>()
  for (const each of applied) if (!byType.has(each.type.id)) byType.set(each.type.id, each)
  return [...byType.values(), ...owners.values()]
}

function classesOf(used: readonly UsedClass[]): readonly ClassModel[] {
  return appliedClasses(used).map((each) => each.class)
}

/** All methods around the decision, those of the outermost class first. */
export function rolesOf(layers: readonly ClassModel[]): readonly RoledMethod[] {
  let order = 0
  return layers.flatMap((layer, level) => {
    const place = { order, level }
    order += layer.methods.length
    return methodRoles(layer, place)
  })
}
