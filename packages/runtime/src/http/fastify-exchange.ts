import type { FastifyReply, FastifyRequest } from 'fastify'
import { ClientGoneError, type Answer, type Exchange } from './exchange.js'

/** An exchange over a request and a reply of Fastify. */
export class FastifyExchange implements Exchange {
  readonly #request: FastifyRequest
  readonly #reply: FastifyReply
  #controller: AbortController | undefined

  constructor(request: FastifyRequest, reply: FastifyReply) {
    this.#request = request
    this.#reply = reply
  }

  get method(): string {
    return this.#request.method
  }
  get target(): string {
    return this.#request.url
  }
  get url(): URL {
    const { protocol, host, url } = this.#request
    const base = `${protocol}://${host}`
    return new URL(
      url.startsWith('/') ? `${URL.canParse(base) ? base : 'http://localhost'}${url}` : url,
    )
  }
  get headers(): Headers {
    const headers = new Headers()
    for (const [name, value] of Object.entries(this.#request.headers)) {
      // HTTP/2 has pseudo headers such as `:path`, which `Headers` refuses.
      if (value === undefined || name.startsWith(':')) continue
      for (const each of Array.isArray(value) ? value : [value]) headers.append(name, each)
    }
    return headers
  }
  get signal(): AbortSignal {
    return (this.#controller ??= this.#watch()).signal
  }
  get isAborted(): boolean {
    const { raw } = this.#reply
    return raw.destroyed && !raw.writableFinished
  }

  get hasBody(): boolean {
    return this.#request.body != null
  }

  header(name: string): string | undefined {
    const { headers } = this.#request
    // Not what every object inherits: `constructor` may be asked for, too.
    const value = Object.hasOwn(headers, name) ? headers[name] : undefined
    return Array.isArray(value) ? value.join(', ') : value
  }

  routeValue(name: string): string | undefined {
    const params = this.#request.params as Record<string, string | undefined>
    return Object.hasOwn(params, name) ? params[name] : undefined
  }

  /** `mountOn` has had Fastify read it, up to the limit. */
  readBody(): Uint8Array {
    return (this.#request.body as Uint8Array | undefined) ?? noBytes
  }

  send({ status, headers, contentType, body }: Answer): void {
    const reply = this.#reply.code(status)
    if (headers !== undefined) for (const [name, value] of headers) reply.header(name, value)
    if (contentType !== undefined) reply.header('content-type', contentType)
    reply.send(body)
  }

  #watch(): AbortController {
    const controller = new AbortController()
    if (this.isAborted) controller.abort(new ClientGoneError())
    else {
      this.#reply.raw.once('close', () => {
        if (this.isAborted) controller.abort(new ClientGoneError())
      })
    }
    return controller
  }
}

const noBytes = new Uint8Array()
