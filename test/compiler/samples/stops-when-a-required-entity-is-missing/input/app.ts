import { Data, Get, OnMissing, Put, copy, storeDoc, type Entity, type StoreDoc } from '@critter/runtime'

export class Todo extends Data<{ id: number; name: string; isComplete: boolean }> {}

export class TodoEndpoints {
  @Get('/todos/:id')
  static get(todo: Entity<Todo>): Todo {
    return todo
  }

  @Put('/todos/:todoId/done')
  @OnMissing('problem-400', 'There is no such todo')
  static finish(todo: Entity<Todo>): StoreDoc<Todo> {
    return storeDoc(Todo, copy(todo, { isComplete: true }))
  }
}

export class FindTodoEndpoint {
  @Get('/find/:key')
  static get(todo: Entity<Todo, 'key'> | null): string {
    return todo?.name ?? 'nothing'
  }
}
