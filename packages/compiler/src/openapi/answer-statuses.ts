import type { ApplicationModel } from '../model/application-model.js'
import type { Shape } from '../model/shape.js'
import { isNamed, typeKey, type TypeRef } from '../model/type-ref.js'
import { runtimeId } from '../vocabulary.js'

/** `default`: the type does not say which. */
export type AnswerStatus = number | 'default'

/** The statuses that a type says it answers with: 409 of `ProblemDetails<409> | undefined`. */
export function answerStatuses(
  type: TypeRef,
  answer: 'ProblemDetails' | 'HttpResult',
  model: ApplicationModel,
): readonly AnswerStatus[] {
  const found = parts(type)
    .filter((each) => isNamed(each, runtimeId(answer)))
    .flatMap(({ args }) =>
      args[0] === undefined ? ['default' as const] : statusesOf(args[0].type, model),
    )
  return [...new Set(found)]
}

/** What a method returns, alternatives and elements of tuples. */
function parts(type: TypeRef): readonly TypeRef[] {
  if (type.kind === 'union') return type.members.flatMap(parts)
  return type.kind === 'tuple' ? type.elements.flatMap((each) => parts(each.use.type)) : [type]
}

function statusesOf(type: TypeRef, model: ApplicationModel): readonly AnswerStatus[] {
  switch (type.kind) {
    case 'literal':
      return [typeof type.value === 'number' ? type.value : 'default']
    case 'union':
      return type.members.flatMap((each) => statusesOf(each, model))
    case 'named':
      return statusesOfShape(model.shapes[typeKey(type)]?.shape)
    default:
      return ['default']
  }
}

/** Of an alias: `type Refusal = 400 | 409`. */
function statusesOfShape(shape: Shape | undefined): readonly AnswerStatus[] {
  if (shape?.kind === 'union') return shape.members.flatMap(statusesOfShape)
  return [shape?.kind === 'literal' && typeof shape.value === 'number' ? shape.value : 'default']
}
