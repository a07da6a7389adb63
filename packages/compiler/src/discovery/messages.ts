import type { ApplicationModel, HandlerModel, MessageModel } from '../model/application-model.js'
import { typeKey } from '../model/type-ref.js'
import { kebabCase } from './stored-name.js'

/** What is handled, each type once. */
export function messagesOf(
  handlers: readonly HandlerModel[],
  types: ApplicationModel['types'],
): readonly MessageModel[] {
  const byType = new Map(handlers.map(({ message }) => [typeKey(message), message]))
  return [...byType.values()]
    .flatMap((type): readonly MessageModel[] => {
      const facts = types[type.id]
      if (facts === undefined) return []
      return [{ type, name: kebabCase(type.name), version: 1, location: facts.location }]
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
