import { Get, problem, Put, storeDoc, type Entity, type ProblemDetails, type StoreDoc } from '@critter/runtime'

export class Task {
  id = ''
  done = false
}

export class ReadTaskEndpoint {
  @Get('/tasks/:id')
  static get(task: Entity<Task>): Task {
    if (task.done) throw new Error('done')
    return task
  }

  static onException(_error: Error, task: Task): ProblemDetails<409> {
    return problem({ status: 409, detail: task.id })
  }

  static finally(found: Task | null): void {
    if (found === null) throw new Error('not found')
  }
}

export class FinishTaskEndpoint {
  @Put('/tasks/:id')
  static put(task: Entity<Task>): [finished: Task, StoreDoc<Task>] {
    const finished = { id: task.id, done: true }
    return [finished, storeDoc(Task, finished)]
  }

  static after(task: Task, finished: Task): void {
    if (task.done && finished.done) throw new Error('nothing to do')
  }
}
