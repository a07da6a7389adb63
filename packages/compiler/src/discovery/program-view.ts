import type ts from '#typescript'
import { resolveRuntime, type RuntimeSymbols } from './runtime-symbols.js'
import { TypeIds } from './type-ids.js'

/** One program and its checker: valid until a file changes. Symbols and types of two views must not meet. */
export interface ProgramView {
  /** Absolute, with `/`, without one at the end. */
  readonly root: string
  readonly program: ts.Program
  readonly checker: ts.TypeChecker
  readonly runtime: RuntimeSymbols
  readonly ids: TypeIds
  /** Which type of ours declares the method of a call: asked several times for each, and not kept by the checker. */
  readonly owners: Map<ts.Node, ts.Symbol | undefined>
}

export function viewProgram(root: string, program: ts.Program): ProgramView {
  const checker = program.getTypeChecker()
  const runtime = resolveRuntime(program, checker)
  const ids = new TypeIds({ root, program, checker, runtime })
  return { root, program, checker, runtime, ids, owners: new Map() }
}
