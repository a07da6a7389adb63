import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
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

  header(name: string): string | undefined {
    const value = this.#request.headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }

  routeValue(name: string): string | undefined {
    return (this.#request.params as Record<string, string | undefined>)[name]
  }

  readBody(limit: number): Promise<Uint8Array | undefined> {
    // The parser of `mountOn` hands the stream over unread; there is none when the request has no body.
    const stream = this.#request.body as Readable | undefined
    if (stream === undefined || stream === null) return Promise.resolve(new Uint8Array())
    if (Number(this.header('content-length') ?? 0) > limit)
      return Promise.resolve(this.#refuse(stream))
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = []
      let length = 0
      const onData = (chunk: Buffer): void => {
        length += chunk.length
        if (length <= limit) {
          chunks.push(chunk)
          return
        }
        stream.off('data', onData)
        resolve(this.#refuse(stream))
      }
      stream.on('data', onData)
      stream.on('end', () =>
        resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length)),
      )
      stream.on('error', (error) => reject(new ClientGoneError({ cause: error })))
      stream.on('close', () => reject(new ClientGoneError()))
    })
  }

  /** Reads on, so that the client gets to the answer, and closes the connection behind it. */
  #refuse(stream: Readable): undefined {
    stream.resume()
    if (this.#request.raw.httpVersionMajor === 1) this.#reply.header('connection', 'close')
  }

  send({ status, headers, body }: Answer): void {
    const reply = this.#reply.code(status)
    for (const [name, value] of headers) reply.header(name, value)
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
