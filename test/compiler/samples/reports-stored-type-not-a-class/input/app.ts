import { Get, type Entity } from '@critter/runtime'

export interface Todo {
  readonly id: number
}

export class TodoEndpoint {
  @Get('/todos/:id')
  static get(todo: Entity<Todo>): number {
    return todo.id
  }
}
