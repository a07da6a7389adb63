import { Get, Use, type HttpResult, type StreamExistsError } from '@critter/runtime'

/** What `finally` and `onException` return is theirs to return: the rest goes on, and the build says that nobody takes it. */
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
  static finallyCount(): number {
    return 1
  }

  @Get('/total')
  static get(): string {
    return 'total'
  }
}
