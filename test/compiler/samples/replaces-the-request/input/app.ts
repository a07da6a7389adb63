import { copy, Data, Post } from '@critter/runtime'

export class Command extends Data<{ name: string }> {}

export class TrimEndpoint {
  static before(command: Command): Command {
    return copy(command, { name: command.name.trim() })
  }

  @Post('/trim')
  static post(command: Command): string {
    return command.name
  }
}
