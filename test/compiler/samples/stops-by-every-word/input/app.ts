import { Continue, NoProblems, Post, Results, problem, type HandlerContinuation, type HttpResult, type ProblemDetails, type ValidationErrors } from '@critter/runtime'

export interface Command {
  readonly name: string
}

export class StopEndpoint {
  static before1(command: Command): ProblemDetails<400> | void {
    if (command.name === '') return problem({ status: 400 })
  }

  static before2(command: Command): HttpResult<409> | undefined {
    return command.name === 'x' ? Results.conflict() : Continue
  }

  static async before3Async(command: Command): Promise<HandlerContinuation> {
    return command.name === 'y' ? 'stop' : 'continue'
  }

  static validate1(command: Command): string[] {
    return command.name === 'z' ? ['no z'] : []
  }

  static validate2(command: Command): ValidationErrors<Command> {
    return command.name === 'z' ? { name: 'no z' } : {}
  }

  static before4(command: Command): { length: number } | ProblemDetails<422> | HttpResult<400> {
    return command.name === 'w' ? problem({ status: 422 }) : { length: command.name.length }
  }

  static before5(): ProblemDetails | undefined {
    return NoProblems
  }

  @Post('/stop')
  static post(command: Command, length: number): string {
    return `${command.name} ${length}`
  }
}
