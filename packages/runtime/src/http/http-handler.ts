import type { HttpContext } from './http-context.js'
import type { RequestContext } from './request-context.js'

/** What generated endpoints extend. */
export abstract class HttpHandler {
  abstract handle(http: HttpContext & RequestContext): Promise<void>
}
