import { Data, NonTransactional, Post, type DocumentSession } from '@critter/runtime'

export class Todo extends Data<{ id: number; name: string; isComplete: boolean }> {}

export class TodoEndpoint {
  @Post('/todos')
  @NonTransactional()
  static post(todo: Todo, session: DocumentSession): void {
    session.store(Todo, todo)
  }
}

export class LateEndpoint {
  @Post('/late')
  static post(): string {
    return ''
  }

  static afterCommit(session: DocumentSession): void {
    session.store(Todo, new Todo({ id: 1, name: '', isComplete: false }))
  }
}
