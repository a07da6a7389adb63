import { Post, problem, storeDoc, Data, type HttpResult, type ProblemDetails, type QuerySession, type StoreDoc, type StreamExistsError } from '@critter/runtime'

export class Todo extends Data<{ id: number; name: string; isComplete: boolean }> {}
export interface Command {
  readonly id: number
}

export class TodoEndpoint {
  static load(command: Command, session: QuerySession): Promise<Todo | null> {
    return session.load(Todo, command.id)
  }

  @Post('/todos/again')
  static post(todo: Todo): StoreDoc<Todo> {
    return storeDoc(Todo, todo)
  }

  static onException(error: StreamExistsError, command: Command): ProblemDetails<409> {
    return problem({ status: 409, detail: `${error.id} and ${command.id}` })
  }

  static onExceptionOfAnyKind(error: Error): HttpResult | undefined {
    void error
    return undefined
  }

  static finally(todo: Todo): void {
    void todo
  }
}
