import { Get, problem, type ProblemDetails } from '@critter/runtime'

export class RangeEndpoint {
  @Get('/range/:size')
  static get(size: number): string {
    return 'x'.repeat(size)
  }

  static onException(error: RangeError): ProblemDetails<400> {
    return problem({ status: 400, detail: error.message })
  }
}
