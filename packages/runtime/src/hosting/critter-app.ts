import type { EndpointRegistration } from '../http/endpoint.js'
import { Disposables } from '../execution/disposables.js'
import type { ServeFetch } from '../http/serve-fetch.js'
import type { MessageBus } from '../messaging/message-bus.js'
import type { HandlerRegistration } from '../messaging/message-handler.js'
import type { Messaging } from '../messaging/messaging.js'
import { BusWithoutMessages } from '../messaging/no-messages.js'
import type { BrokerTransport } from '../messaging/transport.js'
import { Observers } from '../messaging/observers.js'
import type { App, CommonAppOptions } from './app.js'
import type { AppDefinition } from './app-definition.js'
import type { AppHost } from './app-host.js'
import { endpointsOf, handlersOf, type AppParts } from './app-parts.js'
import { compose } from './compose.js'
import type { Connection } from './connection.js'
import { isDevelopment } from './database.js'
import { documentationEndpoints } from './documentation/documentation-endpoints.js'
import { NotRunningError } from './errors.js'
import { Executions } from './executions.js'
import { HostedBus } from './hosted-bus.js'
import { HostedDeadLetters } from './hosted-dead-letters.js'
import { HostedStore } from './hosted-store.js'
import type { Server } from './server.js'
import { stopOnSignals } from './shutdown.js'
import { watch } from './watch.js'

/**
 * An application is *idle* until `start`, `listen` or `fetch` is called. It is *starting* while it finds its database,
 * and *running* after that; a start that fails leaves it idle, to be tried again. `stop` makes it *stopping*: requests
 * are refused, those in progress finish. Then it is *stopped* for good.
 */
export class CritterApp implements App {
  readonly definition: AppDefinition
  readonly options: CommonAppOptions
  readonly store = new HostedStore()
  readonly deadLetters = new HostedDeadLetters()
  readonly executions: Executions
  readonly endpoints: readonly EndpointRegistration[]
  readonly bus: MessageBus
  readonly observers: Observers
  readonly #handlers: readonly HandlerRegistration[]
  /** `undefined` where there is no message to send. */
  readonly #bus: HostedBus | undefined
  readonly #services = new Disposables()
  #started: Promise<void> | undefined
  #stopped: Promise<void> | undefined
  #connection: Connection | undefined
  #messaging: Messaging | undefined
  #broker: BrokerTransport | undefined
  #serveFetch: ServeFetch | undefined
  #server: Server | undefined
  #forgetSignals: (() => void) | undefined

  constructor(
    definition: AppDefinition,
    options: CommonAppOptions,
    parts: (host: AppHost) => AppParts,
  ) {
    this.definition = definition
    this.options = options
    this.executions = new Executions(
      options,
      this.store,
      (error) => this.#connection?.explain(error) ?? error,
    )
    this.observers = new Observers(this.executions.clock, this.executions.logger)
    const made = parts({
      store: this.store,
      logger: this.executions.logger,
      clock: this.executions.clock,
      compose: (make, ...dependencies) => compose(this.#services, make, dependencies),
    })
    const own = endpointsOf(made)
    this.#handlers = handlersOf(made)
    this.#bus = hasMessages(definition, this.#handlers) ? new HostedBus() : undefined
    this.bus = this.#bus ?? new BusWithoutMessages()
    const { openapi } = definition
    const isDocumented = openapi !== undefined && (options.openapi ?? isDevelopment())
    this.endpoints = isDocumented ? [...own, ...documentationEndpoints(openapi, own)] : own
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    if (this.#serveFetch !== undefined && !this.#isStopping()) {
      return this.#serveFetch(request)
    }
    // An application that listens needs none of this.
    const { createServeFetch, failFetch, refuseFetch } = await import('../http/serve-fetch.js')
    try {
      if (this.#isStopping()) return await refuseFetch(this.executions, request)
      const [serveFetch] = await Promise.all([
        createServeFetch(this.executions, this.endpoints),
        this.start(),
      ])
      this.#serveFetch = serveFetch
      return await serveFetch(request)
    } catch (error) {
      if (this.#isStopping()) return refuseFetch(this.executions, request)
      // The next request tries again.
      return failFetch(this.executions, request, error)
    }
  }

  start(): Promise<void> {
    if (this.#isStopping()) {
      return Promise.reject(new NotRunningError('The application has stopped. Create another one.'))
    }
    this.#started ??= this.#connect().catch((error: unknown) => {
      this.#started = undefined
      throw error
    })
    return this.#started
  }

  async #connect(): Promise<void> {
    const { connectTo } = await import('./connection.js')
    this.#connection = await connectTo(this.definition, this.options.database, this.executions)
    this.store.use(this.#connection.store)
    this.deadLetters.use(this.#connection.pool)
    this.executions.instrumentation ??= watch(
      this.definition,
      this.#connection.pool,
      this.executions,
    )
    if (this.#bus !== undefined) await this.#startMessaging(this.#bus, this.#connection)
  }

  async #startMessaging(bus: HostedBus, connection: Connection): Promise<void> {
    // An application without messages loads none of this.
    const { connectMessaging } = await import('./connect-messaging.js')
    const { definition, options, executions, observers } = this
    const handlers = this.#handlers
    try {
      const broker = this.#broker
      const all = { definition, options, handlers, executions, connection, observers, broker }
      const messaging = await connectMessaging(all)
      // The first message may be handled before the last listener is open.
      bus.use(messaging.bus)
      await messaging.start()
      this.#messaging = messaging
    } catch (error) {
      bus.use(undefined)
      this.store.use(undefined)
      this.deadLetters.use(undefined)
      this.#connection = undefined
      this.executions.instrumentation?.stop()
      this.executions.instrumentation = undefined
      await connection.close()
      throw connection.explain(error)
    }
  }

  async listen(options: { readonly port?: number; readonly host?: string } = {}): Promise<{
    readonly url: string
  }> {
    if (this.#server !== undefined) {
      throw new NotRunningError(`The application listens already, at ${this.#server.url}.`)
    }
    const { loadFastify, startServer } = await import('./server.js')
    // Fastify is loaded while Postgres answers; when it cannot be, `startServer` says so.
    await Promise.all([this.start(), loadFastify().catch(() => {})])
    try {
      const server = await startServer(this.executions, this.endpoints, options)
      if (this.#isStopping()) {
        await server.close()
        throw new NotRunningError('The application was stopped before it listened.')
      }
      this.#server = server
    } catch (error) {
      // Nobody has a reason to stop an application that did not come up, and its connections would keep the process.
      await this.stop()
      throw error
    }
    this.#forgetSignals = stopOnSignals(() => this.stop())
    return { url: this.#server.url }
  }

  /** Messages may be due: for a clock that was moved. Resolves when those that are due were taken. */
  async look(): Promise<void> {
    await this.#messaging?.look()
  }

  /** Takes the place of every broker that was not given in the overrides of a test. Before the start. */
  useBroker(broker: BrokerTransport): void {
    this.#broker = broker
  }

  hears(destination: string): boolean {
    return this.#messaging?.hears(destination) ?? false
  }

  async nextDue(): Promise<Date | undefined> {
    return this.#messaging?.nextDue()
  }

  #isStopping(): boolean {
    return this.#stopped !== undefined
  }

  stop({ withinMs }: { readonly withinMs?: number } = {}): Promise<void> {
    this.#stopped ??= this.#stop(withinMs)
    return this.#stopped
  }

  async #stop(withinMs: number | undefined): Promise<void> {
    // A start in progress has connections to close, and whoever awaits it hears of its failure there.
    await this.#started?.catch(() => {})
    await this.#server?.close()
    await this.executions.idle()
    await this.#messaging?.stop(withinMs, () => this.#bus?.use(undefined))
    await this.#services.dispose((error) => {
      this.executions.logger.error('a service could not be disposed', { error })
    })
    this.store.use(undefined)
    this.deadLetters.use(undefined)
    this.executions.instrumentation?.stop()
    await this.#connection?.close()
    this.#forgetSignals?.()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }
}

function hasMessages(
  { messages = [], messaging }: AppDefinition,
  handlers: readonly HandlerRegistration[],
): boolean {
  return messages.length > 0 || handlers.length > 0 || messaging !== undefined
}
