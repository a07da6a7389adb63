import {
  Get,
  Post,
  problem,
  ProblemError,
  Results,
  Use,
  type FromQuery,
  type HandlerContinuation,
  type HttpResult,
  type ProblemDetails,
  type ValidationErrors,
} from '@critter/runtime'

/** What ran, in order. */
export const trace: string[] = []

export class TraceEndpoint {
  @Get('/trace')
  static take(): readonly string[] {
    return trace.splice(0)
  }
}

export class Outer {
  static before(): void {
    trace.push('outer before')
  }
  static after(): void {
    trace.push('outer after')
  }
  static afterCommit(): void {
    trace.push('outer afterCommit')
  }
  static finally(): void {
    trace.push('outer finally')
  }
}

/** Made once per execution: its methods share what they know. */
export class Inner {
  #steps = 0

  before(): void {
    trace.push(`inner before ${++this.#steps}`)
  }
  after(): void {
    trace.push(`inner after ${++this.#steps}`)
  }
  afterCommit(): void {
    trace.push(`inner afterCommit ${++this.#steps}`)
  }
  finally(): void {
    trace.push(`inner finally ${++this.#steps}`)
  }
}

export class OrderedEndpoint {
  static before(): void {
    trace.push('own before')
  }
  @Get('/ordered')
  static decide(): string {
    trace.push('decision')
    return 'done'
  }
  static after(): void {
    trace.push('own after')
  }
  static afterCommit(): void {
    trace.push('own afterCommit')
  }
  static afterCommitFails(): void {
    throw new Error('Nobody after it suffers from that')
  }
}

/** A middleware may end the request in every way that a before-method may. */
export class Gate {
  static before(how: FromQuery<string | undefined>): ProblemDetails<403> | HttpResult<404> | undefined {
    if (how === 'problem') return problem({ status: 403, detail: 'closed' })
    return how === 'result' ? Results.notFound('nothing here') : undefined
  }
  static beforeAll(how: FromQuery<string | undefined>): HandlerContinuation {
    return how === 'stop' ? 'stop' : 'continue'
  }
  static validate(how: FromQuery<string | undefined>): ValidationErrors<{ how: string }> {
    return how === 'errors' ? { how: 'is wrong' } : {}
  }
  static validateTexts(how: FromQuery<string | undefined>): string[] {
    return how === 'texts' ? ['is wrong'] : []
  }
  static finally(): void {
    trace.push('gate finally')
  }
}

export class GatedEndpoint {
  @Get('/gated')
  @Use(Gate)
  static decide(): string {
    trace.push('decision')
    return 'through'
  }
}

export interface Greeting {
  readonly name: string
}

export class Trimming {
  static before(greeting: Greeting): Greeting {
    return { name: greeting.name.trim() }
  }
  static finally(greeting: Greeting): void {
    trace.push(`trimmed "${greeting.name}"`)
  }
}

export class Arriving {
  static finally(greeting: Greeting): void {
    trace.push(`arrived "${greeting.name}"`)
  }
}

@Use(Arriving, Trimming)
export class GreetEndpoint {
  static before(greeting: Greeting): Greeting {
    return { name: greeting.name.toUpperCase() }
  }
  @Post('/greetings')
  static greet(greeting: Greeting): string {
    return `hello ${greeting.name}`
  }
}

export class Lease implements AsyncDisposable {
  readonly id: number
  constructor(id: number) {
    this.id = id
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.resolve()
    trace.push(`lease ${this.id} ended`)
  }
}
export class Span implements Disposable {
  [Symbol.dispose](): void {
    trace.push('span ended')
  }
}

export class Leasing implements Disposable {
  before(how: FromQuery<string | undefined>): Lease | null {
    return how === 'none' ? null : new Lease(1)
  }
  beforeSpan(): Span {
    return new Span()
  }
  [Symbol.dispose](): void {
    trace.push('leasing ended')
  }
}

@Use(Leasing)
export class LeasedEndpoint {
  @Get('/leased')
  static decide(lease: Lease | null, how: FromQuery<string | undefined>): string {
    if (how === 'throw') throw new ProblemError({ status: 409 })
    return lease ? 'leased' : 'not leased'
  }
}

export class OrderError extends Error {}
export class LateError extends OrderError {}

export class Catching {
  // The most general stands first, and answers what the others do not know.
  static onException(error: Error): HttpResult<500> | undefined {
    trace.push(`any: ${error.message}`)
    return error.message === 'answered' ? Results.status(500) : undefined
  }
  static onExceptionOfOrder(error: OrderError): ProblemDetails<409> {
    return problem({ status: 409, detail: `order: ${error.message}` })
  }
  static onExceptionWhenLate(error: LateError): ProblemDetails<410> {
    return problem({ status: 410, detail: `late: ${error.message}` })
  }
}

export class Mapping {
  static onException(error: RangeError): ProblemDetails<400> {
    return problem({ status: 400, detail: `inner: ${error.message}` })
  }
}

@Use(Catching, Mapping)
export class FailingEndpoint {
  @Get('/failing/:how')
  static fail(how: string): string {
    switch (how) {
      case 'late':
        throw new LateError('too late')
      case 'order':
        throw new OrderError('no such order')
      case 'range':
        throw new RangeError('too far')
      default:
        throw new Error(how)
    }
  }
}
