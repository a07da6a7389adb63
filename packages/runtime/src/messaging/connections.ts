import type { Clock } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import { MissingTransportError } from './errors.js'
import type { MessagingDefinition } from './messaging-definition.js'
import {
  BrokerTransport,
  type BrokerConnection,
  type BrokerConventions,
  type Transport,
} from './transport.js'

/** The brokers of an application, by what the config calls them. */
export class Connections {
  readonly #transports: ReadonlyMap<string, BrokerTransport>
  readonly #logger: Logger
  readonly #clock: Clock
  readonly #open = new Map<string, BrokerConnection>()

  /** @throws {MissingTransportError} naming the endpoints that need one which is not there. */
  constructor(
    given: Readonly<Record<string, Transport>>,
    messaging: MessagingDefinition,
    { logger, clock }: { readonly logger: Logger; readonly clock: Clock },
  ) {
    this.#logger = logger
    this.#clock = clock
    const transports = new Map<string, BrokerTransport>()
    for (const [name, transport] of Object.entries(given)) {
      transports.set(name, requireBroker(name, transport))
    }
    this.#transports = transports
    requireAll(transports, messaging)
  }

  get conventions(): ReadonlyMap<string, BrokerConventions> {
    const found = new Map<string, BrokerConventions>()
    for (const [name, { conventions }] of this.#transports) {
      if (conventions !== undefined) found.set(name, conventions)
    }
    return found
  }

  /** All at once; when one cannot be connected to, none is. */
  async connect(): Promise<void> {
    const host = { logger: this.#logger, clock: this.#clock }
    const connecting = [...this.#transports].map(async ([name, transport]) => {
      this.#open.set(name, await transport.connect(host))
    })
    const failed = (await Promise.allSettled(connecting)).find((each) => each.status === 'rejected')
    if (failed === undefined) return
    await this.close()
    throw failed.reason
  }

  has(name: string): boolean {
    return this.#open.has(name)
  }

  of(name: string): BrokerConnection {
    const connection = this.#open.get(name)
    if (connection !== undefined) return connection
    throw new MissingTransportError(
      `There is no connection to "${name}": the application does not run.`,
    )
  }

  async close(): Promise<void> {
    const closing = [...this.#open].map(([name, connection]) =>
      connection.close().catch((error: unknown) => {
        this.#logger.warn('a connection to a broker could not be closed', {
          transport: name,
          error,
        })
      }),
    )
    this.#open.clear()
    await Promise.all(closing)
  }
}

function requireBroker(name: string, transport: Transport): BrokerTransport {
  if (transport instanceof BrokerTransport) return transport
  throw new MissingTransportError(
    `The transport "${name}" given to createApp is none of this copy of @critter/runtime. Make it with a function such as rabbitMq().`,
  )
}

function requireAll(
  transports: ReadonlyMap<string, BrokerTransport>,
  { endpoints }: MessagingDefinition,
): void {
  const missing = new Map<string, string[]>()
  for (const [name, { transport }] of Object.entries(endpoints)) {
    if (transport === 'local' || transports.has(transport)) continue
    const needing = missing.get(transport) ?? []
    missing.set(transport, needing)
    needing.push(name)
  }
  if (missing.size === 0) return
  const lines = [...missing].map(
    ([transport, needing]) => `"${transport}" for ${needing.map((each) => `"${each}"`).join(', ')}`,
  )
  const [first = ''] = missing.keys()
  throw new MissingTransportError(
    `Endpoints of critter.config.ts need transports that createApp was not given: ${lines.join('; ')}. ` +
      `Pass them: createApp({ transports: { ${first}: … } }).`,
  )
}
