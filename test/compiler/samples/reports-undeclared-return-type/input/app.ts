import { Data, Post, storeDoc } from '@critter/runtime'

export class Todo extends Data<{ id: number; name: string; isComplete: boolean }> {}

export class TodoEndpoint {
  @Post('/todos')
  static post(todo: Todo) {
    return [todo, storeDoc(Todo, todo)]
  }
}
