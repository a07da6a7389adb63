import { Data, EmptyResponse, Post, storeDoc, type Logger, type StoreDoc } from '@critter/runtime'

export class Todo extends Data<{ id: string; name: string }> {}

export interface TodoStored {
  readonly id: string
}

export class StoreTodoEndpoint {
  @Post('/todos')
  @EmptyResponse()
  static post(todo: Todo): [TodoStored, StoreDoc<Todo>] {
    return [{ id: todo.id }, storeDoc(Todo, todo)]
  }

  static afterCommit(stored: TodoStored, logger: Logger): void {
    logger.info('stored', { id: stored.id })
  }
}

export class ForgetTodoEndpoint {
  @Post('/todos/forget')
  @EmptyResponse()
  static post(todo: Todo): TodoStored {
    return { id: todo.id }
  }
}
