import { Get, problem, type ProblemDetails } from '@critter/runtime'
import { TypeError as OwnTypeError } from './own-errors.js'

export class OwnAndOthersEndpoint {
  @Get('/own-and-others')
  static get(): string {
    throw new TypeError('of the language')
  }

  static onException(_error: OwnTypeError): ProblemDetails<503> {
    return problem({ status: 503 })
  }

  static onExceptionOfTheLanguage(error: TypeError): ProblemDetails<500> {
    return problem({ status: 500, detail: error.message })
  }
}
