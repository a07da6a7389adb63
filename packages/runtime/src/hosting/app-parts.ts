import type { EndpointRegistration } from '../http/endpoint.js'
import type { HandlerRegistration } from '../messaging/message-handler.js'

/** What the compiler has generated; a list alone is one of endpoints. */
export type AppParts =
  | readonly EndpointRegistration[]
  | {
      readonly endpoints: readonly EndpointRegistration[]
      readonly handlers: readonly HandlerRegistration[]
    }

export function endpointsOf(parts: AppParts): readonly EndpointRegistration[] {
  return 'handlers' in parts ? parts.endpoints : parts
}

export function handlersOf(parts: AppParts): readonly HandlerRegistration[] {
  return 'handlers' in parts ? parts.handlers : []
}
