import { millisecondsOf } from '../core/duration.js'
import { BrokerListener, type ListenerHost } from './broker-listener.js'
import { BrokerSender, type SenderHost } from './broker-sender.js'
import type { BreakerSettings } from './circuit-breaker.js'
import type { Connections } from './connections.js'
import type { Destination } from './destination.js'
import { LocalQueue } from './local-queue.js'
import type {
  CircuitBreakerOptions,
  EndpointDefinition,
  EndpointOverrides,
  MessagingDefinition,
  Processing,
} from './messaging-definition.js'
import { PostgresQueue } from './postgres-queue.js'
import { processingOf } from './processing.js'
import { ReplySenders } from './reply-senders.js'
import { covers, type Places } from './router.js'

export interface EndpointsOptions {
  readonly messaging: MessagingDefinition
  readonly overrides: Readonly<Record<string, EndpointOverrides | undefined>>
  readonly connections: Connections
  readonly queueNameOf: (address: string) => string
  readonly host: ListenerHost & SenderHost
}

const inMemory: Processing = { mode: 'buffered' }

/** All that messages are sent to and received from: the endpoints of the config, the queues of handlers, the addresses of conventions. */
export class Endpoints implements Places {
  readonly #options: EndpointsOptions
  readonly #named = new Map<string, Destination>()
  /** Of handlers that no route names, by the name of the queue. */
  readonly #local = new Map<string, LocalQueue>()
  readonly #senders = new Map<string, Destination>()
  readonly #replySenders: ReplySenders
  readonly #listeners = new Map<
    string,
    { readonly transport: string; readonly listener: BrokerListener }
  >()

  constructor(options: EndpointsOptions) {
    this.#options = options
    const { messaging, overrides, host } = options
    this.#replySenders = new ReplySenders((error) => {
      host.logger.debug('a sender could not be closed', { error })
    })
    for (const [name, endpoint] of Object.entries(messaging.endpoints)) {
      this.#named.set(name, this.#destination(name, endpoint))
      const { listen = endpoint.listen } = overrides[name] ?? {}
      if (listen && endpoint.transport !== 'local') this.#listen(name, endpoint)
    }
    for (const message of host.handlers.messages) this.#openLocalQueues(message)
    this.#followConventions()
  }

  #destination(name: string, endpoint: EndpointDefinition): Destination {
    if (endpoint.transport !== 'local') return this.#sender(name, endpoint)
    return new LocalQueue(name, this.#processing(name, endpoint.processing), this.#options.host)
  }

  #processing(name: string, processing: Processing): Processing {
    const { messaging, overrides } = this.#options
    const isDurable = messaging.durableInbox === 'all-listeners'
    return processingOf(processing, isDurable, overrides[name])
  }

  #sender(name: string, endpoint: Omit<EndpointDefinition, 'listen'>): Destination {
    const { transport, address } = endpoint
    if (transport !== 'postgres') return this.#brokerSender(name, endpoint)
    return new PostgresQueue(
      name,
      this.#options.queueNameOf(address),
      this.#replyAddress(transport),
    )
  }

  #brokerSender(
    name: string,
    { transport, address, processing }: Omit<EndpointDefinition, 'listen'>,
  ): BrokerSender {
    const { messaging, connections, host } = this.#options
    const mode = messaging.durableOutbox === 'all-senders' ? 'durable' : processing.mode
    const open = () => connections.of(transport).openSender(address)
    return new BrokerSender({ name, replyTo: this.#replyAddress(transport), mode, open }, host)
  }

  /** Where this application listens to a transport, answers find it. */
  #replyAddress(transport: string): string | undefined {
    const { messaging, overrides } = this.#options
    const [, found] =
      Object.entries(messaging.endpoints).find(
        ([name, each]) => each.transport === transport && (overrides[name]?.listen ?? each.listen),
      ) ?? []
    return found?.address
  }

  #listen(name: string, endpoint: Omit<EndpointDefinition, 'listen'>): void {
    const { transport, address, processing } = endpoint
    const breaker = this.#options.overrides[name]?.circuitBreaker ?? endpoint.circuitBreaker
    const listener = new BrokerListener(
      {
        name,
        address,
        processing: this.#processing(name, processing),
        breaker: breaker && settingsOf(breaker),
      },
      this.#options.host,
    )
    this.#listeners.set(name, { transport, listener })
  }

  #openLocalQueues(message: string): void {
    const handlers = this.#options.host.handlers.of(message)
    // All of them, whichever are sent to: rows may wait from a time when the message had more handlers, or fewer.
    for (const handler of [undefined, ...handlers.map(({ name }) => name)]) {
      const name = queueName(message, handler)
      const declared = this.#named.get(name)
      const queue =
        declared instanceof LocalQueue
          ? declared
          : new LocalQueue(
              declared === undefined ? name : `local:${name}`,
              this.#processing(name, inMemory),
              this.#options.host,
            )
      this.#local.set(name, queue)
    }
  }

  /** What no route names is sent where the brokers' conventions say, unless it is handled here; what is handled is received there. */
  #followConventions(): void {
    const { connections, host, messaging } = this.#options
    for (const [transport, conventions] of connections.conventions) {
      for (const { name: message } of host.messages.all) {
        const isHandled = host.handlers.of(message).length > 0
        const isRouted = messaging.routes.some(({ messages }) =>
          messages.some((each) => covers(each, message)),
        )
        if (isHandled) {
          const address = conventions.addressToListen(message)
          const processing = { mode: 'inline', listeners: 10 } as const
          this.#listen(placeName(transport, address), { transport, address, processing })
        } else if (!isRouted) {
          this.#senderAt(transport, conventions.addressToSend(message))
        }
      }
    }
  }

  /** Where answers are expected. A queue in the database is nothing that could be open. */
  #replySenderAt(transport: string, address: string): Destination {
    const name = placeName(transport, address)
    const known = this.#senders.get(name)
    if (known !== undefined) return known
    const endpoint = { transport, address, processing: { mode: 'durable' } } as const
    if (transport === 'postgres') return this.#sender(name, endpoint)
    return this.#replySenders.of(name, () => this.#brokerSender(name, endpoint))
  }

  #senderAt(transport: string, address: string): Destination {
    const name = placeName(transport, address)
    const known = this.#senders.get(name)
    if (known !== undefined) return known
    const sender = this.#sender(name, { transport, address, processing: { mode: 'durable' } })
    this.#senders.set(name, sender)
    return sender
  }

  /** Rows wait for this sender: it was opened for an answer, by a node or a start that is over. */
  adopt(name: string): boolean {
    const [transport = ''] = name.split(':', 1)
    if (!this.#options.connections.has(transport)) return false
    this.#replySenderAt(transport, name.slice(transport.length + 1))
    return true
  }

  endpoint(name: string): Destination | undefined {
    return this.#named.get(name)
  }

  get endpointNames(): readonly string[] {
    return [...this.#named.keys()].sort()
  }

  isLocal(destination: Destination): boolean {
    return destination instanceof LocalQueue
  }

  localQueue(messageName: string, handler: string | undefined): Destination {
    return this.#local.get(queueName(messageName, handler))!
  }

  conventional(messageName: string): readonly Destination[] {
    return [...this.#options.connections.conventions].map(([transport, conventions]) =>
      this.#senderAt(transport, conventions.addressToSend(messageName)),
    )
  }

  isWithin(cameBy: string): boolean {
    return !this.#listeners.has(cameBy)
  }

  replyTo(cameBy: string, address: string): Destination {
    const { transport } = this.#listeners.get(cameBy) ?? { transport: '' }
    const { endpoints } = this.#options.messaging
    const [name] =
      Object.entries(endpoints).find(
        ([, each]) => each.transport === transport && each.address === address,
      ) ?? []
    return (
      (name === undefined ? undefined : this.#named.get(name)) ??
      this.#replySenderAt(transport, address)
    )
  }

  get listeners(): readonly { readonly transport: string; readonly listener: BrokerListener }[] {
    return [...this.#listeners.values()]
  }

  get localQueues(): readonly LocalQueue[] {
    const named = [...this.#named.values()].filter((each) => each instanceof LocalQueue)
    return [...new Set([...named, ...this.#local.values()])]
  }

  get brokerSenders(): readonly BrokerSender[] {
    const lasting = [...this.#named.values(), ...this.#senders.values()]
    return [...lasting.filter((each) => each instanceof BrokerSender), ...this.#replySenders.all]
  }
}

function queueName(message: string, handler: string | undefined): string {
  return handler === undefined ? message : `${message}/${handler}`
}

function placeName(transport: string, address: string): string {
  return `${transport}:${address}`
}

function settingsOf({
  failureShare = 0.15,
  minimum = 10,
  within = { minutes: 10 },
  pause = { minutes: 5 },
}: CircuitBreakerOptions): BreakerSettings {
  return {
    failureShare,
    minimum,
    withinMs: millisecondsOf(within, 'within'),
    pauseMs: millisecondsOf(pause, 'pause'),
  }
}
