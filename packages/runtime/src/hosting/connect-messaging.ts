import { millisecondsOf } from '../core/duration.js'
import { ApplicationStore } from '../durability/application-store.js'
import { PgMessageStore } from '../durability/pg-message-store.js'
import type { HandlerRegistration } from '../messaging/message-handler.js'
import { Messaging } from '../messaging/messaging.js'
import type { MessagingDefinition } from '../messaging/messaging-definition.js'
import type { Observers } from '../messaging/observers.js'
import { withLocalQueues } from '../messaging/local-queues.js'
import type { BrokerTransport, Transport } from '../messaging/transport.js'
import { PostgresTransport } from '../transports/postgres/postgres-transport.js'
import { queueOf } from '../transports/postgres/queue-of.js'
import type { CommonAppOptions } from './app.js'
import type { AppDefinition } from './app-definition.js'
import type { Connection } from './connection.js'
import type { Executions } from './executions.js'

export interface MessagingOptions {
  readonly definition: AppDefinition
  readonly options: CommonAppOptions
  readonly handlers: readonly HandlerRegistration[]
  readonly executions: Executions
  readonly connection: Connection
  readonly observers: Observers
  /** In place of every other. */
  readonly broker: BrokerTransport | undefined
}

/**
 * Makes what receives, handles and sends messages, connected and not started. Loaded by applications that have some.
 *
 * @throws {MissingTransportError} naming the endpoints whose transport was not given.
 */
export async function connectMessaging({
  definition,
  options,
  handlers,
  executions,
  connection,
  observers,
  broker,
}: MessagingOptions): Promise<Messaging> {
  const { clock, logger } = executions
  const { pool, connectionString } = connection
  const store = new PgMessageStore({ pool, connectionString, clock, logger })
  // The generated options say which there are; those of applications without brokers have none.
  const { transports: given = {} } = options as { readonly transports?: Transports }
  const { messaging: defined, transports } = withLocalQueues(definition.messaging ?? nothing, given)
  const hasQueues = Object.values(defined.endpoints).some((each) => each.transport === 'postgres')
  const messaging = new Messaging({
    messages: definition.messages ?? [],
    messaging: defined,
    handlers,
    transports: {
      ...(broker === undefined ? transports : allAs(broker, transports)),
      ...(hasQueues ? { postgres: new PostgresTransport(store.parts) } : {}),
    },
    overrides: options.endpoints ?? {},
    errors: options.errors ?? [],
    timeoutMs: millisecondsOf(options.handlerTimeout ?? { minutes: 1 }, 'handlerTimeout'),
    clock,
    logger,
    observers,
    store: options.name === undefined ? store : new ApplicationStore(store, options.name),
    instrumentation: executions.instrumentation,
    queueNameOf: queueOf,
    openSession: (tenant, execution) => executions.openSession(tenant, execution),
    explain: (error) => executions.explain(error),
  })
  await messaging.connect()
  executions.sendWith(messaging.openMessages)
  return messaging
}

type Transports = Readonly<Record<string, Transport>>

function allAs(broker: BrokerTransport, transports: Transports): Transports {
  return Object.fromEntries(Object.keys(transports).map((name) => [name, broker]))
}

const nothing: MessagingDefinition = {
  endpoints: {},
  routes: [],
  durableInbox: 'as-declared',
  durableOutbox: 'as-declared',
}
