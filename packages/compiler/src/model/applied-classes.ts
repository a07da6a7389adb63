import type { UsedClass } from './method-model.js'

/** The middleware that `@Use` names, each after the one that it is used with itself: outermost first. */
export function appliedClasses(used: readonly UsedClass[]): readonly UsedClass[] {
  return used.flatMap((each) => [...appliedClasses(each.class.marks.use), each])
}
