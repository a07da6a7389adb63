import { Data, Delete, deleteDoc, Get, problem, type DeleteDoc, type ProblemDetails, type QuerySession } from '@critter/runtime'

export class Todo extends Data<{ id: number; name: string; isComplete: boolean }> {}
export interface Rename {
  readonly name: string
}

export class TodoEndpoints {
  // Only returns data: runs where its data is used.
  static load(id: number, session: QuerySession): Promise<Todo | null> {
    return session.load(Todo, id)
  }

  // Can stop: runs in every chain.
  static before(): ProblemDetails<503> | undefined {
    return new Date().getHours() === 3 ? problem({ status: 503 }) : undefined
  }

  @Get('/todos/:id')
  static get(todo: Todo): Todo {
    return todo
  }

  @Delete('/todos/:id')
  static delete(todo: Todo): DeleteDoc<Todo> {
    return deleteDoc(Todo, todo.id)
  }

  @Get('/todos')
  static count(session: QuerySession): Promise<number> {
    return session.query(Todo).count()
  }
}
