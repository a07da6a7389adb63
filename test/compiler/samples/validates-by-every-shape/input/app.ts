import {
  Post,
  problem,
  Results,
  type HandlerContinuation,
  type HttpResult,
  type ProblemDetails,
  type ValidationErrors,
} from '@critter/runtime'

export interface Address {
  readonly city: string
}
export interface Command {
  readonly what: string
  readonly address: Address
}

/** `what` says which of the methods has something to say. */
export class ValidateEndpoint {
  static validateProblem(command: Command): ProblemDetails<422> | undefined {
    return command.what === 'problem' ? problem({ status: 422, detail: 'a problem' }) : undefined
  }

  static validateProblemOrVoid(command: Command): ProblemDetails | void {
    if (command.what === 'void') return problem({ status: 409, extensions: { city: command.address.city } })
  }

  static async validateProblemAsync(command: Command): Promise<ProblemDetails<403> | undefined> {
    return command.what === 'async problem' ? problem({ status: 403 }) : undefined
  }

  static validateResult(command: Command): HttpResult<404> | undefined {
    return command.what === 'result' ? Results.notFound('no such thing') : undefined
  }

  static async validateResultAsync(command: Command): Promise<HttpResult | undefined> {
    return command.what === 'async result' ? Results.status(418, { tea: true }) : undefined
  }

  static validateTexts(command: Command): string[] {
    return command.what === 'texts' ? ['is wrong', 'and more'] : []
  }

  static validateReadonlyTexts(command: Command): readonly string[] | undefined {
    return command.what === 'readonly texts' ? ['is wrong'] : undefined
  }

  static async validateTextsAsync(command: Command): Promise<readonly string[]> {
    return command.what === 'async texts' ? ['is late'] : []
  }

  static validateErrors({ what, address }: Command): ValidationErrors<Command> {
    return what === 'errors' ? { what: 'is bad', address: [`no ${address.city}`, 'no way'] } : {}
  }

  static async validateErrorsAsync(command: Command): Promise<ValidationErrors<Command> | undefined> {
    return command.what === 'async errors' ? { what: ['is bad'] } : undefined
  }

  static validateMembers(address: Address): ValidationErrors<{ 'a/b~c': string }> {
    return address.city === 'Slash' ? { 'a/b~c': 'is strange' } : {}
  }

  static validateOn(command: Command): HandlerContinuation {
    return command.what === 'stop' ? 'stop' : 'continue'
  }

  static async validateOnAsync(command: Command): Promise<HandlerContinuation> {
    return command.what === 'async stop' ? 'stop' : 'continue'
  }

  static validateUnion(command: Command): ProblemDetails<400> | HttpResult<302> | undefined {
    if (command.what === 'either problem') return problem({ status: 400, title: 'Either' })
    return command.what === 'either result' ? Results.redirect('/elsewhere') : undefined
  }

  static loadAddress(command: Command): Address {
    return command.address
  }

  @Post('/validate')
  static post(command: Command): string {
    return `${command.what} is fine`
  }
}
