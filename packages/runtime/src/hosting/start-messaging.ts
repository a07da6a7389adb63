import { millisecondsOf } from '../core/duration.js'
import { PgMessageStore } from '../durability/pg-message-store.js'
import type { HandlerRegistration } from '../messaging/message-handler.js'
import { Messaging } from '../messaging/messaging.js'
import type { MessagingDefinition } from '../messaging/messaging-definition.js'
import type { Observers } from '../messaging/observers.js'
import type { Transport } from '../messaging/transport.js'
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
}

/**
 * Starts what receives, handles and sends messages. Loaded by applications that have some.
 *
 * @throws {MissingTransportError} naming the endpoints whose transport was not given.
 */
export async function startMessaging({
  definition,
  options,
  handlers,
  executions,
  connection,
  observers,
}: MessagingOptions): Promise<Messaging> {
  const { clock, logger } = executions
  const { pool, connectionString } = connection
  const messaging = new Messaging({
    messages: definition.messages ?? [],
    messaging: definition.messaging ?? nothing,
    handlers,
    // The generated options say which there are; those of applications without brokers have none.
    transports:
      (options as { readonly transports?: Readonly<Record<string, Transport>> }).transports ?? {},
    overrides: options.endpoints ?? {},
    errors: options.errors ?? [],
    timeoutMs: millisecondsOf(options.handlerTimeout ?? { minutes: 1 }),
    clock,
    logger,
    observers,
    store: new PgMessageStore({ pool, connectionString, clock, logger }),
    openSession: (tenant, part) => executions.openSession(tenant, part),
    explain: (error) => executions.explain(error),
  })
  await messaging.start()
  executions.sendWith(messaging.openMessages)
  return messaging
}

const nothing: MessagingDefinition = {
  endpoints: {},
  routes: [],
  durableInbox: 'as-declared',
  durableOutbox: 'as-declared',
}
