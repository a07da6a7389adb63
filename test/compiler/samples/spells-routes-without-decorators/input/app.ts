import { Get, Post } from '@critter/runtime'

export interface StartShift {
  readonly boardId: string
}

export class BoardEndpoints {
  static readonly routes = { list: Get('/boards'), start: Post('/shift/start') }

  static list(): string {
    return ''
  }

  static start(command: StartShift): void {
    void command
  }
}
