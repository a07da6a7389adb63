import type ts from '#typescript'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { NamedShape } from '../model/shape.js'
import type { NamedType, ObjectType } from '../model/type-ref.js'
import type { ProgramView } from './program-view.js'

/**
 * Makes entries of `ApplicationModel.shapes`. A new one for each reading of changed files: nothing is kept between programs.
 * Discovery asks for data only, never for services; what the entries refer to is the reader's own to read.
 */
export interface ShapeReader {
  /**
   * Sees to an entry under `typeKey(ref)`. `type` is without `null`, `undefined`, `Promise`; `node` is where it was read.
   * Reading may be put off until `shapes` is asked for.
   */
  require(
    type: ts.Type,
    ref: NamedType | ObjectType,
    node: ts.Node,
    /** Of a named type: an alias of a primitive leaves no trace in the type. */
    symbol: ts.Symbol | undefined,
  ): void
  readonly shapes: Readonly<Record<string, NamedShape>>
  readonly diagnostics: readonly Diagnostic[]
}

export type MakeShapeReader = (view: ProgramView) => ShapeReader
