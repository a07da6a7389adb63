import { Post } from '@critter/runtime'

export class LooseEndpoint {
  @Post('/loose')
  // @ts-expect-error not annotated
  static post(request): string {
    return String(request)
  }
}

export interface Command {
  readonly name: string
}

export class GuardedEndpoint {
  // @ts-expect-error not annotated
  static validate2(command): string[] {
    return [String(command)]
  }

  @Post('/guarded')
  static post(command: Command): string {
    return command.name
  }
}
