import type { DocumentSession, SessionOptions } from '../documents/sessions.js'
import type { UnitExecution, UnitStore } from '../documents/unit-store.js'
import type { MaskOptions } from '../events/mask-events.js'
import { executionOf } from '../execution/execution-of.js'
import type { HttpContext } from '../http/http-context.js'
import type { MessageContext } from '../messaging/message-bus.js'
import type { OpenStore } from './app-host.js'
import { NotRunningError } from './errors.js'

/** The application's store: handlers get it before there is a database, and use it when there is one. */
export class HostedStore implements UnitStore, OpenStore {
  #store: UnitStore | undefined

  use(store: UnitStore | undefined): void {
    this.#store = store
  }

  openSession(options?: SessionOptions, execution?: UnitExecution): DocumentSession {
    return this.#running.openSession(options, execution)
  }

  // Asynchronous, so that an application which does not run rejects.
  async maskEvents(options: MaskOptions): Promise<number> {
    return this.#running.maskEvents(options)
  }

  get #running(): UnitStore {
    if (this.#store === undefined) {
      throw new NotRunningError(
        'The application has no database connection: it was not started, or has stopped. Await app.start() first.',
      )
    }
    return this.#store
  }

  openFor(context: HttpContext | MessageContext): DocumentSession {
    return executionOf(context).session
  }
}
