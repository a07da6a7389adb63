import type { DocumentSession, DocumentStore } from '../documents/sessions.js'
import { executionOf } from '../http/execution-of.js'
import type { HttpContext } from '../http/http-context.js'
import type { OpenStore } from './app-host.js'
import { NotRunningError } from './errors.js'

/** The application's store: handlers get it before there is a database, and use it when there is one. */
export class HostedStore implements DocumentStore, OpenStore {
  #store: DocumentStore | undefined

  use(store: DocumentStore | undefined): void {
    this.#store = store
  }

  openSession(options?: { readonly tenant?: string }): DocumentSession {
    if (this.#store === undefined) {
      throw new NotRunningError(
        'The application has no database connection: it was not started, or has stopped. Await app.start() first.',
      )
    }
    return this.#store.openSession(options)
  }

  openFor(http: HttpContext): DocumentSession {
    return executionOf(http).session
  }
}
