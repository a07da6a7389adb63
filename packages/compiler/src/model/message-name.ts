import type { ApplicationModel } from './application-model.js'
import { typeKey, type TypeRef } from './type-ref.js'

/** The wire name of a message; of what is none, what people call it. */
export function messageName(
  type: TypeRef,
  { messages }: Pick<ApplicationModel, 'messages'>,
): string {
  const key = typeKey(type)
  const found = messages.find((each) => typeKey(each.type) === key)
  return found?.name ?? (type.kind === 'named' ? type.name : key)
}
