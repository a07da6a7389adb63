import { Get } from '@critter/runtime'

export class OneEndpoint {
  @Get('/todos/:id')
  static get(id: number): string {
    return `${id}`
  }
}

export class TwoEndpoint {
  @Get('/todos/:todoId')
  static get(todoId: number): string {
    return `${todoId}`
  }
}
