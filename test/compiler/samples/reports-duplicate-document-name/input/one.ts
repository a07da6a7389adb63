import { Data, Get, type Entity } from '@critter/runtime'

export class Todo extends Data<{ id: number }> {}

export class OneEndpoint {
  @Get('/one/:id')
  static get(todo: Entity<Todo>): number {
    return todo.id
  }
}
