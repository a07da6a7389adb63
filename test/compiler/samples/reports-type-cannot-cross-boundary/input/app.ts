import { Post } from '@critter/runtime'

export interface Command {
  readonly name: string
  readonly then: { readonly callback: () => void }
}

export class CallbackEndpoint {
  @Post('/callback')
  static post(command: Command): string {
    return command.name
  }
}
