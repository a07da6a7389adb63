import type { Destination, Route } from './destination.js'
import { NoReplyAddressError, UnknownEndpointError } from './errors.js'
import type { Handlers } from './handlers.js'
import type { Route as RouteDefinition } from './messaging-definition.js'
import type { Origination } from './origination.js'

/** Where messages can go. */
export interface Places {
  /** An endpoint of `critter.config.ts`. */
  endpoint(name: string): Destination | undefined
  readonly endpointNames: readonly string[]
  /** Whether its messages are handled by this process, each by one of their handlers. */
  isLocal(destination: Destination): boolean
  /** The queue of a message that no route names; of one of its handlers, where it has several. */
  localQueue(messageName: string, handler: string | undefined): Destination
  /** What brokers do with messages that nobody else takes. */
  conventional(messageName: string): readonly Destination[]
  /** Whoever waits at this address, of the transport that the message came by. */
  replyTo(cameBy: string, address: string): Destination
  /** Whether a message that came by this came from this process. */
  isWithin(cameBy: string): boolean
}

/**
 * Who receives a message: the endpoints that the first matching route names; where there is none, its handlers here; where it
 * has none, whom the brokers' conventions name.
 */
export class Router {
  readonly #places: Places
  readonly #handlers: Handlers
  readonly #routes: readonly RouteDefinition[]
  readonly #known = new Map<string, readonly Route[]>()

  constructor(places: Places, handlers: Handlers, routes: readonly RouteDefinition[]) {
    this.#places = places
    this.#handlers = handlers
    this.#routes = routes
  }

  routesOf(messageName: string): readonly Route[] {
    const known = this.#known.get(messageName)
    if (known !== undefined) return known
    const found = this.#find(messageName)
    this.#known.set(messageName, found)
    return found
  }

  #find(messageName: string): readonly Route[] {
    const handlers = this.#handlers.of(messageName)
    const isOwn = handlers.some((each) => each.mapping.isOwn === true)
    const route = this.#routes.find(
      ({ messages }) => !isOwn && messages.some((each) => covers(each, messageName)),
    )
    if (route !== undefined) return route.to.flatMap((each) => this.toEndpoint(each, messageName))
    if (handlers.length === 0) {
      return this.#places
        .conventional(messageName)
        .map((destination) => ({ destination, handler: undefined }))
    }
    return this.#names(messageName).map((handler) => ({
      destination: this.#places.localQueue(messageName, handler),
      handler,
    }))
  }

  /** Each handler has an execution of its own; `undefined` where there is only one to mean. */
  #names(messageName: string): readonly (string | undefined)[] {
    const handlers = this.#handlers.of(messageName)
    return handlers.length > 1 ? handlers.map((each) => each.name) : [undefined]
  }

  /** @throws {UnknownEndpointError} naming the known ones. */
  toEndpoint(name: string, messageName: string): readonly Route[] {
    const destination = this.#places.endpoint(name)
    if (destination === undefined) {
      const known = this.#places.endpointNames
      throw new UnknownEndpointError(
        `There is no messaging endpoint "${name}". ${
          known.length === 0
            ? 'critter.config.ts has none: add it under messaging.endpoints.'
            : `critter.config.ts has: ${known.join(', ')}.`
        }`,
      )
    }
    const handlers = this.#places.isLocal(destination) ? this.#names(messageName) : [undefined]
    return handlers.map((handler) => ({ destination, handler }))
  }

  /**
   * To whoever sent the message that is being handled. When that is this process, to whoever handles the answer here.
   *
   * @throws {NoReplyAddressError}
   */
  toSender(messageName: string, { cameBy, replyTo }: Origination): readonly Route[] {
    if (cameBy === undefined) {
      throw new NoReplyAddressError(
        `"${messageName}" cannot go to the sender: no message is being handled. Send it to an endpoint.`,
      )
    }
    if (replyTo !== undefined) {
      return [{ destination: this.#places.replyTo(cameBy, replyTo), handler: undefined }]
    }
    if (this.#places.isWithin(cameBy)) return this.routesOf(messageName)
    throw new NoReplyAddressError(
      `"${messageName}" cannot go to the sender: the message that is being handled came by "${cameBy}" and names no address ` +
        'for answers. Its sender must listen to an endpoint of the same transport.',
    )
  }
}

/** `order-*` covers `order-placed`. */
export function covers(pattern: string, messageName: string): boolean {
  return pattern.endsWith('*')
    ? messageName.startsWith(pattern.slice(0, -1))
    : pattern === messageName
}
