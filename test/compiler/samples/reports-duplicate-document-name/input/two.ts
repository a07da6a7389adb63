import { Data, Get, type Entity } from '@critter/runtime'

export class Todo extends Data<{ id: string }> {}

export class TwoEndpoint {
  @Get('/two/:id')
  static get(todo: Entity<Todo>): string {
    return todo.id
  }
}
