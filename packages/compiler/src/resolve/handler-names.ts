import type { ApplicationModel, HandlerModel } from '../model/application-model.js'
import { messageName } from '../model/message-name.js'
import { typeKey } from '../model/type-ref.js'
import type { GeneratedNames } from './resolve-chain.js'
import { generatedFileName } from './route-path.js'

/**
 * `HANDLE_image_request`; where a message has several handlers, each is called after its class as well, and after its method
 * where that has several of them.
 */
export function handlerNames(model: ApplicationModel): ReadonlyMap<HandlerModel, GeneratedNames> {
  const byMessage = new Map<string, HandlerModel[]>()
  for (const each of model.handlers) {
    const key = typeKey(each.message)
    const same = byMessage.get(key)
    if (same === undefined) byMessage.set(key, [each])
    else same.push(each)
  }
  const names = new Map<HandlerModel, GeneratedNames>()
  for (const same of byMessage.values()) {
    for (const each of same) {
      const words = [messageName(each.message, model), ...by(each, same)]
      const generatedClass = ['HANDLE', ...words.map(plain)].join('_')
      names.set(each, { generatedClass, generatedFile: generatedFileName(generatedClass) })
    }
  }
  return names
}

function by(handler: HandlerModel, same: readonly HandlerModel[]): readonly string[] {
  if (same.length === 1) return []
  const ofClass = same.filter((each) => each.class.type.id === handler.class.type.id)
  const name = handler.class.type.name
  return ['by', name, ...(ofClass.length === 1 ? [] : [handler.method.name])]
}

function plain(word: string): string {
  return word.replace(/[^\p{ID_Continue}]+/gu, '_')
}
