import { Get, Post, type DocumentSession, type SideEffect } from '@critter/runtime'

export interface Task {
  readonly task: string
}
export interface User {
  readonly user: string
}

export interface Source<X> {
  all(): Promise<X[]>
}
export class Lists<X extends object> {
  readonly #source: Source<X>

  constructor(source: Source<X>) {
    this.#source = source
  }

  all(): Promise<X[]> {
    return this.#source.all()
  }
}
export class Recent<X extends object> extends Lists<X> {
  readonly limit = 10
}
export class Journal<X extends object> {
  constructor(session: DocumentSession, lists: Lists<X>) {
    void session
    void lists
  }

  write(entry: X): void {
    void entry
  }
}

export class ListEndpoint {
  @Get('/lists')
  static async get(tasks: Lists<Task>, users: Lists<User>, recent: Recent<User>): Promise<number> {
    const lists = await Promise.all([tasks.all(), users.all(), recent.all()])
    return lists.flat().length
  }
}

export class Noted<X extends object> implements SideEffect {
  readonly entry: X

  constructor(entry: X) {
    this.entry = entry
  }

  execute(journal: Journal<X>, source: Source<X>, recent: Recent<X>): void {
    void source
    void recent
    journal.write(this.entry)
  }
}
export class NotedTwice<Y extends object> extends Noted<Y> {}

export class TaskEndpoint {
  @Post('/tasks')
  static post(task: Task): [Noted<Task>, NotedTwice<User>] {
    return [new Noted(task), new NotedTwice({ user: task.task })]
  }
}
