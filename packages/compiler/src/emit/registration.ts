import type { EndpointRegistration, HandlerRegistration, Registration } from '../file-facts.js'
import { answersJson } from '../frames/answers-json.js'
import type { Chain } from '../frames/chain.js'
import type { ApplicationModel } from '../model/application-model.js'

type Types = Pick<ApplicationModel, 'types'>

/** What the application must know of a chain. */
export function registrationOf(chain: Chain, { types }: Types): Registration {
  const { model, generatedClass, generatedFile, usesStore } = chain
  const services = chain.services.map((each) => each.member)
  const made = { generatedClass, generatedFile, usesStore, services }
  if (model.kind === 'endpoint') {
    const { verb, path } = model.route
    return { verb, path, ...made, answersJson: answersJson(chain.frames) }
  }
  const { class: owner, method } = model
  const { batch } = method.marks
  const classes = new Set((model.combined ?? [model]).map((each) => each.class))
  const errors = [...classes]
    .filter((each) => each.hasErrorRules)
    .flatMap((each) => types[each.type.id]?.import ?? [])
  return {
    message: chain.name,
    name: `${owner.type.name}.${method.name}`,
    ...made,
    ...(errors.length === 0 ? {} : { errors }),
    ...(batch === undefined ? {} : { batch }),
  }
}

export function isOfEndpoint(each: Registration): each is EndpointRegistration {
  return !isOfHandler(each)
}

export function isOfHandler(each: Registration): each is HandlerRegistration {
  return 'message' in each
}
