import type ts from '#typescript'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ImportRef, NamedType, ObjectType, TypeHandle } from '../model/type-ref.js'
import type { ProgramView } from './program-view.js'

/** Finds the type again in a later program: through its node, since types do not survive the program they were made in. */
export type Recipe = (view: ProgramView) => ts.Type | undefined

/** A type that was named or written in place. */
export interface Mention {
  readonly ref: NamedType | ObjectType
  /** Of a named type. */
  readonly symbol: ts.Symbol | undefined
  readonly type: ts.Type
  readonly node: ts.Node
  /** How the file imports it. */
  readonly import: ImportRef | undefined
  /** A value: one that is no service has a shape. A handler class is none. */
  readonly isValue: boolean
}

/** Where everything goes that is read from one place, usually a file. */
export interface Reading {
  report(diagnostic: Diagnostic): void
  mention(mention: Mention): void
  handle(type: ts.Type, recipe: Recipe): TypeHandle
}

/** The same, which knows whether an error was reported. */
export interface NotedReading extends Reading {
  readonly hasErrors: boolean
}

export function noteErrors(reading: Reading): NotedReading {
  let hasErrors = false
  return {
    get hasErrors() {
      return hasErrors
    },
    report: (diagnostic) => {
      if (diagnostic.severity === 'error') hasErrors = true
      reading.report(diagnostic)
    },
    mention: (mention) => {
      reading.mention(mention)
    },
    handle: (type, recipe) => reading.handle(type, recipe),
  }
}

/** For those who want ids and keys alone. */
export const keepNothing: Reading = {
  report: () => undefined,
  mention: () => undefined,
  handle: () => -1,
}
