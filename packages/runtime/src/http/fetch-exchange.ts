import { ClientGoneError, type Answer, type Exchange } from './exchange.js'
import { ProblemError } from './problem-details.js'

type Params = Readonly<Record<string, string | undefined>>

/** An exchange over the web's `Request` and `Response`. */
export class FetchExchange implements Exchange {
  readonly method: string
  readonly target: string
  params: Params = {}
  readonly #request: Request
  readonly #answered: (response: Response) => void

  constructor(request: Request, answered: (response: Response) => void) {
    this.#request = request
    this.#answered = answered
    this.method = request.method
    this.target = targetOf(request.url)
  }

  get url(): URL {
    return new URL(this.#request.url)
  }
  get headers(): Headers {
    return this.#request.headers
  }
  get signal(): AbortSignal {
    return this.#request.signal
  }
  get isAborted(): boolean {
    return this.#request.signal.aborted
  }

  get hasBody(): boolean {
    return this.#request.body !== null
  }

  header(name: string): string | undefined {
    return this.#request.headers.get(name) ?? undefined
  }

  routeValue(name: string): string | undefined {
    return Object.hasOwn(this.params, name) ? this.params[name] : undefined
  }

  async readBody(limit: number): Promise<Uint8Array | undefined> {
    const { body, bodyUsed } = this.#request
    if (body === null) return new Uint8Array()
    if (bodyUsed || body.locked) {
      throw new Error(
        'The body of the request was read before app.fetch(request) was called. Pass request.clone(), made before that.',
      )
    }
    if (Number(this.header('content-length') ?? 0) > limit) return undefined
    const chunks: Uint8Array[] = []
    let length = 0
    const reader = (body as ReadableStream<Uint8Array>).getReader()
    try {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        length += value.byteLength
        if (length > limit) {
          await reader.cancel()
          return undefined
        }
        chunks.push(value)
      }
    } catch (error) {
      if (this.isAborted) throw new ClientGoneError({ cause: error })
      throw new ProblemError({ status: 400, detail: 'The body could not be read to its end.' })
    }
    return chunks.length === 1 ? chunks[0] : concat(chunks, length)
  }

  send({ status, headers = [], contentType, body }: Answer): void {
    const sent = new Headers()
    for (const [name, value] of headers) sent.append(name, value)
    if (contentType !== undefined) sent.set('content-type', contentType)
    const isHead = this.method === 'HEAD'
    this.#answered(new Response(isHead ? null : (body ?? null), { status, headers: sent }))
  }
}

/** Path and query string of an absolute URL, which `Request` has made sure it is. */
function targetOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const end = url.indexOf('#', start)
  return end < 0 ? url.slice(start) : url.slice(start, end)
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
