import { After, created, Data, insertDoc, Post, storeDoc, type CreationResponse, type InsertDoc, type Logger, type StoreDoc } from '@critter/runtime'

export class Todo extends Data<{ id: number; name: string; isComplete: boolean }> {}
export class Audit extends Data<{ id: string }> {}
export interface CreateTodo {
  readonly id: number
  readonly name: string
}

export class CreateTodoEndpoint {
  @Post('/todos')
  static create(command: CreateTodo): [CreationResponse<Todo>, InsertDoc<Todo>] {
    const todo = new Todo({ ...command, isComplete: false })
    return [created(`/todos/${todo.id}`, todo), insertDoc(Todo, todo)]
  }

  @After()
  static audit(command: CreateTodo): StoreDoc<Audit> {
    return storeDoc(Audit, new Audit({ id: command.name }))
  }

  static async afterCommitNotify(command: CreateTodo, logger: Logger): Promise<void> {
    logger.info(command.name)
  }
}
