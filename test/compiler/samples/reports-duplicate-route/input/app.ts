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

export class ThreeEndpoint {
  @Get('/todos/:id/')
  static slash(id: number): string {
    return `${id}`
  }

  @Get('/todos/:page?')
  static optional(page?: number): string {
    return `${page}`
  }
}
