import { Get, problem, Use, type HttpResult, type ProblemDetails, type StreamExistsError } from '@critter/runtime'

/** What `finally` and `onException` return is theirs to return: it is kept only where somebody takes it. */
export class Metrics {
  static before(): { started: number } {
    return { started: 1 }
  }

  static finally(started: number): number {
    return started + 1
  }

  static async finallyWithTwo(): Promise<[first: number, second: string]> {
    return [1, 'two']
  }

  static onException(error: StreamExistsError): string {
    return error.message
  }

  static onExceptionToo(error: RangeError): HttpResult | { note: string } {
    return { note: error.message }
  }
}

@Use(Metrics)
export class TotalEndpoint {
  static finallyRefuse(): ProblemDetails<500> | undefined {
    return problem({ status: 500 })
  }

  @Get('/total')
  static get(): string {
    return 'total'
  }
}
