import type { App, CommonAppOptions, Transport, Type } from '@critter/runtime'
import {
  buildApp,
  MessageHandler,
  type AppDefinition,
  type AppHost,
  type EndpointRegistration,
  type HandlerContext,
  type HandlerRegistration,
  type MessageMapping,
  type MessagingDefinition,
} from '@critter/runtime/generated'
import type { MessageContext } from '@critter/runtime'
import { startApp } from '@critter/runtime/testing'
import { Client } from 'pg'
import { onTestFinished } from 'vitest'
import { CritterApp } from '../../../packages/runtime/src/hosting/critter-app.js'
import type { AnyMessageMapping } from '../../../packages/runtime/src/messaging/message-mapping.js'
import type { MessageEvent } from '../../../packages/runtime/src/messaging/observer.js'
import { emptyDefinition } from './adapters.js'
import { MemoryLogger } from './memory-logger.js'

export type Context = MessageContext & HandlerContext

/** What the compiler would write for a class of messages whose members are JSON. */
export function messageMapping<M extends object>(
  type: Type<M>,
  name: string,
  also: Partial<MessageMapping<M>> = {},
): MessageMapping<M> {
  return {
    name,
    version: 1,
    type,
    encode: (message) => JSON.stringify(message),
    decode: (value, violations) => {
      if (typeof value === 'object' && value !== null) {
        return Object.assign(Object.create(type.prototype) as M, value)
      }
      violations.push({ pointer: '', detail: 'expected an object' })
      return undefined
    },
    ...also,
  }
}

/** A handler as the compiler would write it, around a function. */
// What is handled is said where it is called.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function handler<M>(
  message: string,
  handle: (message: M, context: Context) => unknown,
  also: Partial<HandlerRegistration> = {},
): HandlerRegistration {
  class Written extends MessageHandler<M> {
    override async handle(given: M, context: Context): Promise<void> {
      await handle(given, context)
    }
  }
  return {
    message,
    name: `${message}-handler.handle`,
    handler: new Written(),
    ...also,
  }
}

export interface Written {
  readonly messages?: readonly AnyMessageMapping[]
  readonly handlers?: (host: AppHost) => readonly HandlerRegistration[]
  readonly endpoints?: (host: AppHost) => readonly EndpointRegistration[]
  readonly messaging?: Partial<MessagingDefinition>
  readonly documents?: AppDefinition['documents']
  readonly streams?: Pick<AppDefinition, 'events' | 'aggregates'>
  readonly telemetry?: AppDefinition['telemetry']
  readonly options?: CommonAppOptions
  readonly transports?: Readonly<Record<string, Transport>>
}

/** An application made by hand, on a database of its own, that tells what happens to its messages. Ends with its test. */
export async function startMessagingApp(written: Written) {
  const started = await openMessagingApp(written)
  onTestFinished(() => started.test.stop())
  return started
}

/** The same for several tests: whoever opens it stops it. */
export async function openMessagingApp(written: Written) {
  const { messages = [], handlers = () => [], endpoints = () => [], options } = written
  const logger = new MemoryLogger()
  const definition: AppDefinition = {
    ...emptyDefinition,
    documents: written.documents ?? [],
    ...written.streams,
    messages,
    ...(written.telemetry === undefined ? {} : { telemetry: written.telemetry }),
    messaging: {
      endpoints: {},
      routes: [],
      durableInbox: 'as-declared',
      durableOutbox: 'as-declared',
      ...written.messaging,
    },
  }
  let built: App | undefined
  const events: MessageEvent[] = []
  const build = (overrides: CommonAppOptions) => {
    const app = buildApp(definition, { logger, ...options, ...overrides }, (host) => ({
      endpoints: endpoints(host),
      handlers: handlers(host),
    }))
    if (!(app instanceof CritterApp)) throw new TypeError('Expected an application of ours.')
    app.observers.add((event) => events.push(event))
    built = app
    return app
  }
  const given = { ...(written.transports === undefined ? {} : { transports: written.transports }) }
  const test = await startApp(build, given as CommonAppOptions)
  const app = built as unknown as CritterApp
  return {
    test,
    app,
    bus: app.bus,
    logger,
    events,
    /** Asks the database of the application. */
    rows: async (sql: string) => {
      const client = new Client({ connectionString: app.options.database! })
      await client.connect()
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows
      } finally {
        await client.end()
      }
    },
    kinds: (messageName?: string) =>
      events
        .filter(({ envelope }) => messageName === undefined || envelope.messageName === messageName)
        .map(({ kind }) => kind),
  }
}

/** Resolves when it is true. The test's own time limit says when it is not. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5))
}
