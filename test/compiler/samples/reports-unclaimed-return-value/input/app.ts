import { Data, Get, Post, Put, Results, storeDoc, type HttpResult, type StoreDoc } from '@critter/runtime'

export interface Mailer {
  send(to: string): Promise<void>
}

export class MailerEndpoint {
  @Get('/mailer')
  static get(mailer: Mailer): Mailer {
    return mailer
  }
}

export class Todo extends Data<{ id: string }> {}

export class StoreOrSayEndpoint {
  @Post('/todos')
  static post(todo: Todo): StoreDoc<Todo> | HttpResult<202> {
    return todo.id === '' ? Results.status(202) : storeDoc(Todo, todo)
  }

  @Put('/todos')
  static put(todo: Todo): [Todo, StoreDoc<Todo>] | HttpResult<202> {
    return todo.id === '' ? Results.status(202) : [todo, storeDoc(Todo, todo)]
  }
}
