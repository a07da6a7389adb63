import { accepted, created, Data, EmptyResponse, Get, Post, Results, storeDoc, type AcceptResponse, type CreationResponse, type HttpResult, type ProblemDetails, type StoreDoc } from '@critter/runtime'

export class Todo extends Data<{ id: number; name: string; isComplete: boolean }> {}

export class AnswerEndpoints {
  @Get('/text')
  static text(): string {
    return ''
  }

  @Get('/number')
  static number(): number {
    return 1
  }

  @Get('/nothing')
  static nothing(): void {}

  @Get('/maybe')
  static async maybe(): Promise<Todo | null> {
    return null
  }

  @Get('/list')
  static list(): readonly Todo[] {
    return []
  }

  @Get('/result')
  static result(): HttpResult<404> {
    return Results.notFound()
  }

  @Get('/either')
  static either(): Todo | HttpResult<302> | ProblemDetails<409> | null {
    return null
  }

  @Post('/created')
  static create(): CreationResponse | ProblemDetails<400> {
    return created('/x')
  }

  @Post('/accepted')
  static accept(): AcceptResponse<Todo> {
    return accepted('/x', new Todo({ id: 1, name: '', isComplete: false }))
  }

  @Post('/effect')
  static effect(): StoreDoc<Todo> | undefined {
    return undefined
  }

  @Post('/effects')
  static effects(): readonly StoreDoc<Todo>[] {
    return []
  }

  @Post('/empty')
  @EmptyResponse()
  static empty(): [StoreDoc<Todo>] {
    return [storeDoc(Todo, { id: 1, name: '', isComplete: false })]
  }

  @Post('/tuple')
  static tuple(): [Todo, StoreDoc<Todo>] | ProblemDetails<400> {
    const todo = new Todo({ id: 1, name: '', isComplete: false })
    return [todo, storeDoc(Todo, todo)]
  }
}
