import { Post } from '@critter/runtime'

export interface Nested<T> {
  readonly value: T
  readonly next?: Nested<readonly T[]>
}

export class NestedEndpoint {
  @Post('/nested')
  static post(command: Nested<string>): string {
    return command.value
  }
}
