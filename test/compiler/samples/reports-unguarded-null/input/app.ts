import { Data, Get, type Logger } from '@critter/runtime'

export class Todo extends Data<{ id: number; name: string; isComplete: boolean }> {}

export class TodoEndpoint {
  @Get('/todos/:id')
  static get(id: number): Todo | null {
    return id === 1 ? new Todo({ id, name: '', isComplete: false }) : null
  }

  static after(todo: Todo, logger: Logger): void {
    logger.info(todo.name)
  }
}
