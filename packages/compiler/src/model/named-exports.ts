import type { NamedType } from './type-ref.js'

/** What somebody names by file and export: `src/orders/stream-collision.ts`, `StreamCollision`. */
export interface ExportName {
  /** Relative to the root, or `@critter/runtime`. */
  readonly file: string
  readonly name: string
}

/** Finds the declarations that policies name. Only discovery can answer; tests give a table. */
export interface NamedExports {
  find(name: ExportName): FoundExport
}

export type FoundExport =
  | {
      readonly kind: 'found'
      readonly type: NamedType
      /** What stands for it when it is asked for again: an import of a file of the project. */
      readonly at: ExportName
      /** Of a class: its methods, static ones too. `undefined`: no class. */
      readonly methods: readonly string[] | undefined
    }
  | { readonly kind: 'no-file'; readonly near: readonly string[] }
  | { readonly kind: 'no-export'; readonly exports: readonly string[] }

/** A declaration that is to be read: a class with its methods, or a type that crosses a boundary. */
export interface NamedRequest extends ExportName {
  readonly as: 'class' | 'value'
}
