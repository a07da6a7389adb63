import { Data, Post, storeDoc, type StoreDoc } from '@critter/runtime'

export class Todo extends Data<{ id: number; name: string; isComplete: boolean }> {}

export class TodoEndpoint {
  @Post('/todos')
  static post(todo: Todo): [StoreDoc<Todo>, Todo] {
    return [storeDoc(Todo, todo), todo]
  }
}
