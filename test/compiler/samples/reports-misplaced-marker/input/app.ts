import { Post, type FromHeader } from '@critter/runtime'

export interface Command {
  readonly user: FromHeader<'x-user'>
}

export class MarkerEndpoint {
  @Post('/marker')
  static post(command: Command, users: FromHeader<'x-user'>[]): string {
    return command.user + users.join()
  }
}
