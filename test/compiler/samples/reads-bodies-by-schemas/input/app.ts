import { Post, type FromForm } from '@critter/runtime'
import type { CreateTodo, ImportTodos, Plain, Search, TakeName } from './todos.js'

export class TodoEndpoints {
  @Post('/todos')
  static create(command: CreateTodo): CreateTodo {
    return command
  }

  @Post('/todos/import')
  static import(command: ImportTodos): ImportTodos {
    return command
  }

  @Post('/todos/search')
  static search(form: FromForm<Search>): string {
    return form.text
  }

  @Post('/plain')
  static plain(command: Plain): string {
    return command.text
  }

  @Post('/names')
  static take(command: TakeName): string {
    return command.name
  }

  @Post('/names/all')
  static takeAll(command: { readonly names: readonly TakeName[] }): number {
    return command.names.length
  }
}
