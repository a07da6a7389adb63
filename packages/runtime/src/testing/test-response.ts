/** An answer, read to its end. */
export interface TestResponse {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // A cast by another name, and shorter than one.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  json<T>(): T
  /** @throws {Error} when the answer is no problem; it prints the body. */
  problem(): {
    readonly status: number
    readonly title?: string
    readonly detail?: string
    readonly [extension: string]: unknown
  }
}

export async function readResponse(response: Response, asked: string): Promise<TestResponse> {
  const { status, headers } = response
  const text = await response.text()
  const type = headers.get('content-type') ?? 'no content-type'
  const parse = (expected: string): never => {
    if (!/^application\/(?:.*\+)?json\b/.test(type)) {
      throw new Error(`${asked} answered ${status} with ${type}, expected ${expected}:\n${text}`)
    }
    return JSON.parse(text) as never
  }
  return {
    status,
    headers,
    text,
    json: () => parse('JSON'),
    problem() {
      if (!type.startsWith('application/problem+json')) {
        throw new Error(`${asked} answered ${status} with ${type}, expected a problem:\n${text}`)
      }
      return parse('a problem')
    },
  }
}
