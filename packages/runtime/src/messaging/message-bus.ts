import type { Duration } from '../core/duration.js'
import type { Type } from '../core/type.js'
import type { DeliveryOptions, EndpointName } from './delivery.js'
import type { Envelope } from './envelope.js'

/** Generated code adds every message by its wire name: `'order-placed': OrderPlaced`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Messages {}

/**
 * Sends messages. In a handler or an endpoint, what is sent leaves with the commit of its execution, and not at all when
 * that fails; `invoke` alone runs at once. `app.bus` sends at once.
 *
 * A message is the instance of a class, or names its kind in a literal `type` or `kind` that no other message has; any
 * other is sent by its wire name.
 */
export interface MessageBus {
  /**
   * Handles the message here and now, in an execution of its own. Rejects with what the handler rejects with after its
   * retries.
   *
   * @throws {StoppedError} `ERR_STOPPED` when a before-method stopped it.
   * @throws {NoHandlerError} `ERR_NO_HANDLER` when nobody handles it, or several do and a reply is wanted.
   */
  invoke(message: object, options?: DeliveryOptions): Promise<void>
  /** Resolves with what the handler returns of this type, which is not published as well. */
  invoke<Reply extends object>(
    message: object,
    reply: Type<Reply>,
    options?: DeliveryOptions,
  ): Promise<Reply>
  /**
   * Sends to whoever receives it.
   *
   * @throws {NoSubscriberError} `ERR_NO_SUBSCRIBER` when nobody does.
   * @throws {UnknownMessageError} `ERR_UNKNOWN_MESSAGE` when the compiler knows of no such message.
   */
  send<Name extends keyof Messages>(
    name: Name,
    message: Messages[Name],
    options?: DeliveryOptions,
  ): Promise<void>
  send(message: object, options?: DeliveryOptions): Promise<void>
  /** The same, where it is fine that nobody receives it. */
  publish<Name extends keyof Messages>(
    name: Name,
    message: Messages[Name],
    options?: DeliveryOptions,
  ): Promise<void>
  publish(message: object, options?: DeliveryOptions): Promise<void>
  /** Sends it later: a durable row where its destination is durable. */
  schedule(message: object, when: Date | Duration, options?: DeliveryOptions): Promise<void>
  /** @throws {UnknownEndpointError} `ERR_UNKNOWN_ENDPOINT`, naming the known ones. */
  endpoint(name: EndpointName): { send(message: object, options?: DeliveryOptions): Promise<void> }
}

/** The bus of a handler, with the message that it handles. */
export interface MessageContext extends MessageBus {
  readonly envelope: Envelope
}
