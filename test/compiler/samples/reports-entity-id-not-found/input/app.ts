import { Data, Get, type Entity } from '@critter/runtime'

export class Todo extends Data<{ id: number; name: string; isComplete: boolean }> {}

export class TodoEndpoint {
  @Get('/todos/:key')
  static get(key: string, todo: Entity<Todo>): string {
    return todo.name + key
  }
}
