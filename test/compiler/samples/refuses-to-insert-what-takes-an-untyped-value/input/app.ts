import { Post, type Logger } from '@critter/runtime'

export interface Command {
  readonly name: string
}

/** A method that only a policy calls: by its name, it is the class's own business. */
export class Audit {
  // @ts-expect-error not annotated
  static note(command, logger: Logger): void {
    logger.info('a command', { command: command as unknown })
  }
}

export class CommandEndpoint {
  @Post('/commands')
  static post(command: Command): string {
    return command.name
  }
}
