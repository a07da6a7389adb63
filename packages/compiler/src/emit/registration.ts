import type { Registration } from '../file-facts.js'
import { answersJson } from '../frames/answers-json.js'
import type { Chain } from '../frames/chain.js'

/** What the application must know of a chain. */
export function registrationOf(chain: Chain): Registration {
  const { verb, path } = chain.model.route
  const { generatedClass, generatedFile, usesStore } = chain
  const services = chain.services.map((each) => each.member)
  return {
    verb,
    path,
    generatedClass,
    generatedFile,
    usesStore,
    services,
    answersJson: answersJson(chain.frames),
  }
}
