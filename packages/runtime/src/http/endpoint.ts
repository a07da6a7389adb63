import type { HttpHandler } from './http-handler.js'
import type { HttpMethod } from './http-method.js'

/** One generated endpoint and where it answers. */
export interface EndpointRegistration {
  readonly method: HttpMethod
  /** `/todos/:id`, `/todos/:id?`. */
  readonly path: string
  readonly handler: HttpHandler
  /**
   * `'json'`: when all goes well it answers JSON, so a client that refuses JSON gets 406 before anything runs.
   * Default: a safe endpoint (`GET`) finds out when it writes, the others answer whatever the client accepts.
   */
  readonly answers?: 'json'
  /** Gives way to a route of the server it is mounted on. */
  readonly yields?: true
}
