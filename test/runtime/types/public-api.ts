// What TypeScript itself accepts and refuses of the public API, before the compiler is asked.
import {
  accepted,
  copy,
  created,
  Data,
  Delete,
  deleteDoc,
  Doc,
  Get,
  insertDoc,
  Message,
  newId,
  OnMissing,
  perExecution,
  Post,
  problem,
  Results,
  startStream,
  storeDoc,
  type AcceptResponse,
  type App,
  type CompiledListQuery,
  type CompiledQuery,
  type CreationResponse,
  type DocumentSession,
  type Duration,
  type Entity,
  type FromHeader,
  type HttpResult,
  type InsertDoc,
  type NewId,
  type Now,
  type ProblemDetails,
  type Queryable,
  type QuerySession,
  type SideEffect,
  type StartStream,
  type StoreDoc,
  type Supplied,
  type Type,
  type ValidationErrors,
} from '@critter/runtime'
import {
  buildApp,
  toNumber,
  type AppHost,
  type Decode,
  type DocumentMapping,
  type EndpointRegistration,
  type RequestContext,
} from '@critter/runtime/generated'
import { critter } from '@critter/runtime/fastify'
import { runInMemory, startApp } from '@critter/runtime/testing'

declare const session: QuerySession
declare const http: RequestContext

@Doc({ name: 'todo' })
export class Todo extends Data<{ id: number; name: string; isComplete: boolean }> {}
export class Provider extends Data<{ id: string; states: readonly string[] }> {
  canJoin(state: string): boolean {
    return this.states.includes(state)
  }
}
@Message('order-created', { version: 2 })
export class OrderCreated extends Data<{ items: readonly string[] }> {}
export class OrderShipped extends Data<{ at: Date }> {}
export class Order {
  items: readonly string[] = []
  applyCreated(event: OrderCreated) {
    this.items = event.items
  }
}
declare const provider: Provider

@OnMissing('problem-400')
export class Endpoints {
  static readonly routes = { plain: Get('/plain') }
  static plain(): void {
    return
  }
  @Get('/todos/:id')
  static get(todo: Entity<Todo>, by: FromHeader<'x-user'>): Todo {
    return copy(todo, { name: by })
  }
  static validate(todo: Todo): ValidationErrors<Todo> {
    return todo.name === '' ? { name: 'too short' } : {}
  }
  @Post('/todos')
  static post(id: NewId, now: Now): [CreationResponse<Todo>, InsertDoc<Todo>, StartStream<Order>] {
    const todo = new Todo({ id: now.getTime(), name: id, isComplete: false })
    return [
      created(`/todos/${id}`, todo),
      insertDoc(Todo, todo),
      startStream(Order, id, new OrderCreated({ items: [] })),
    ]
  }
  @Delete('/todos/:id')
  static delete(todo: Todo): StoreDoc<Todo> | HttpResult<409> | ProblemDetails<400> {
    if (todo.isComplete) return Results.conflict()
    return todo.name === '' ? problem({ status: 400 }) : storeDoc(Todo, todo)
  }
}

export class ByName extends Data<{ name: string }> implements CompiledListQuery<Todo> {
  query(todos: Queryable<Todo>) {
    return todos.where((todo) => todo.name === this.name)
  }
}
export class HowMany implements CompiledQuery<Todo, number> {
  query(todos: Queryable<Todo>) {
    return todos.count()
  }
}
export class SendMail extends Data<{ to: string }> implements SideEffect {
  async execute(mailer: { send(to: string): Promise<void> }): Promise<void> {
    await mailer.send(this.to)
  }
}

export const loaded: Promise<Todo | null> = session.load(Todo, 1)
export const list: Promise<readonly Todo[]> = session.query(new ByName({ name: '' }))
export const inMemory: readonly Todo[] = runInMemory(new ByName({ name: '' }), [])
export const counted: number = runInMemory(new HowMany(), [])
export const branded: string & { readonly brand: 'order' } = newId<
  string & { readonly brand: 'order' }
>()
export const hub: Supplied<{ send(text: string): void }> = perExecution((scope) => ({
  send: (text) => {
    scope.logger.info(text)
  },
}))
export const plugin: typeof critter = critter
export const mapping: DocumentMapping<Todo> = {
  type: Todo,
  name: 'todo',
  idType: 'float8',
  encode: (todo) => JSON.stringify(todo),
  revive: (stored) => Object.assign(Object.create(Todo.prototype) as Todo, stored),
}
export const list2 = (host: AppHost): readonly EndpointRegistration[] => {
  const service = host.compose((each: Todo, n: number) => `${each.id}${n}`, provider as never, 1)
  const text: string = http.service(service)
  return text === '' ? [] : []
}
export const application: App = buildApp(
  { compiler: '', documents: [mapping], events: [], aggregates: [{ type: Order, name: 'order' }] },
  {},
  list2,
)
export const started = startApp((overrides: { readonly database?: string } = {}) => {
  return overrides.database === '' ? application : application
})
declare const decodeThrowing: (value: unknown) => Todo
export const decoder: Decode<Todo> = decodeThrowing
export const page: number | undefined = http.query('page', toNumber)
export const anyType: Type = Todo
export const brand: (session: DocumentSession) => void = (each) => {
  storeDoc(Todo, mapping as never).execute(each)
}

// @ts-expect-error an id of the wrong kind
void session.load(Todo, '1')
// @ts-expect-error an event the aggregate does not apply
startStream(Order, 'o-1', new OrderShipped({ at: new Date() }))
// @ts-expect-error a stream without events
startStream(Order, 'o-1')
// @ts-expect-error a misspelt member of a problem
problem({ status: 400, detial: 'x' })
// @ts-expect-error a problem without a status
problem({ detail: 'x' })
// @ts-expect-error no time at all
export const none: Duration = {}
// @ts-expect-error a member the document does not have
storeDoc(Todo, { id: 1, name: 'x', isComplete: false, done: true })
// eslint-disable-next-line @typescript-eslint/no-misused-spread
const spread = { ...provider, id: 'x' }
// @ts-expect-error a spread loses the methods
storeDoc(Provider, spread)
storeDoc(Provider, copy(provider, { id: 'x' }))
// @ts-expect-error a misspelt member
copy(provider, { ids: 'x' })
// @ts-expect-error an id of the wrong kind
deleteDoc(Todo, 'x')
// @ts-expect-error records are read-only
new Todo({ id: 1, name: '', isComplete: false }).name = 'x'
// @ts-expect-error a record without its members
new Todo()
// @ts-expect-error effects of one shape are not one type
export const inserted: InsertDoc<Todo> = storeDoc(Todo, { id: 1, name: '', isComplete: true })
// @ts-expect-error a plain object is no problem
export const details: ProblemDetails = {
  status: 400,
  title: '',
  detail: '',
  type: '',
  extensions: {},
}
// @ts-expect-error a result of another status
export const conflict: HttpResult<409> = Results.notFound()
// @ts-expect-error what was accepted is not created yet
export const done: CreationResponse = accepted('/todos/1')
// @ts-expect-error what is created is not merely accepted
export const begun: AcceptResponse = created('/todos/1')

export class Misuse {
  // @ts-expect-error a path begins with a slash
  @Get('todos') static list(): string {
    return ''
  }
  // @ts-expect-error a route on a field
  @Get('/x') readonly field: string = ''
}
