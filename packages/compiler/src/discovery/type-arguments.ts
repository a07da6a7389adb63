import ts from '#typescript'
import type { ProgramView } from './program-view.js'

/** What a generic class, interface, list or tuple is applied to; empty for every other type. */
export function typeArguments(type: ts.Type, { checker }: ProgramView): readonly ts.Type[] {
  if (!isReference(type)) return []
  // The last may be the type of `this`, the first are those of a function around the class.
  const { outerTypeParameters, typeParameters } = type.target
  const outer = outerTypeParameters?.length ?? 0
  return checker.getTypeArguments(type).slice(outer, typeParameters?.length ?? 0)
}

function isReference(type: ts.Type): type is ts.TypeReference {
  if (!(type.flags & ts.TypeFlags.Object)) return false
  return ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0
}
