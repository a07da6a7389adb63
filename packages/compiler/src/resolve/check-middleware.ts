import { appliedClasses } from '../model/applied-classes.js'
import type { SourceLocation } from '../model/source-location.js'
import { methodRoles } from './method-roles.js'
import type { Scope } from './scope.js'

/** Says where a class is applied that cannot be a middleware. */
export function checkMiddleware(scope: Scope): void {
  for (const layer of scope.layers.slice(0, scope.ownLevel)) {
    const wrong = whatIsWrong(layer, scope)
    if (wrong === undefined) continue
    scope.findings.report('not-a-middleware', placeOf(layer.type.id, scope) ?? layer.location, {
      message: `${layer.type.name} ${wrong}`,
    })
  }
}

function whatIsWrong(layer: Scope['layers'][number], { model }: Scope): string | undefined {
  if (model.types[layer.type.id]?.import === undefined) {
    return 'has no name that generated code can import'
  }
  const roles = methodRoles(layer)
  if (roles.length === 0) {
    return 'has no public before, after, afterCommit, finally or onException method'
  }
  const isMade = roles.some((each) => !each.method.isStatic)
  return isMade && layer.isAbstract ? 'is abstract, so it cannot be constructed' : undefined
}

function placeOf(id: string, { additions, chain, model }: Scope): SourceLocation | undefined {
  const added = additions.middleware.find((each) => each.class === id)
  if (added !== undefined) return added.by.location
  const { class: owner, method } = chain
  const byPolicies = additions.middleware.flatMap((each) => model.classes[each.class] ?? [])
  const used = [...byPolicies, owner, method].flatMap((each) => appliedClasses(each.marks.use))
  return used.find((each) => each.class.type.id === id)?.location
}
