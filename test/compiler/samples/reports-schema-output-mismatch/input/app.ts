import { Post } from '@critter/runtime'
import { z } from 'zod'

export const Rename = z.object({ name: z.string().optional() })
export interface Rename {
  readonly name: string
}

export class RenameEndpoint {
  @Post('/rename')
  static rename(command: Rename): string {
    return command.name
  }
}

/** The same within a body. */
export class RenameAllEndpoint {
  @Post('/rename-all')
  static rename(command: { readonly all: readonly Rename[] }): number {
    return command.all.length
  }
}

/** Not read, so the schema is not asked. */
export class NamesEndpoint {
  @Post('/names')
  static names(): Rename {
    return { name: 'x' }
  }
}
