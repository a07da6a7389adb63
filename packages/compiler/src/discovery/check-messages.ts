import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { ApplicationModel, HandlerModel } from '../model/application-model.js'
import type { NamedType } from '../model/type-ref.js'

/** What is handled is data of the user's: known when all types are. */
export function checkMessages(
  found: readonly HandlerModel[],
  types: ApplicationModel['types'],
): { readonly handlers: readonly HandlerModel[]; readonly notMessages: readonly Diagnostic[] } {
  const handlers = found.filter(({ message }) => isMessage(message, types))
  const notMessages = found
    .filter((each) => !handlers.includes(each))
    .map(({ class: owner, method, message }) => {
      const location = method.parameters[0]?.location ?? method.location
      return diagnostic('not-a-message', location, {
        message: `${owner.type.name}.${method.name} takes ${message.name}, which is no message`,
      })
    })
  return { handlers, notMessages }
}

export function isMessage({ id }: NamedType, types: ApplicationModel['types']): boolean {
  const facts = types[id]
  if (facts === undefined || facts.nature !== 'data' || facts.declaration === 'enum') return false
  return facts.import !== undefined && !/^(lib|@critter\/runtime)#/.test(id)
}
