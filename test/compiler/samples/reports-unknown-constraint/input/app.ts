import { Post } from '@critter/runtime'

export interface Command {
  /** @minLenght 1 */
  readonly name: string
  /** @minimum 1 */
  readonly title: string
}

export class ConstraintEndpoint {
  @Post('/constraint')
  static post(command: Command): string {
    return command.name
  }
}
