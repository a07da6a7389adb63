import type { CompileResult } from './compile-result.js'
import type { CompileOptions } from './options.js'

/** Keeps the program open between calls: after the first, only what changed files can affect is read again. */
export interface Compiler {
  compile(): Promise<CompileResult>
}

export function createCompiler(_options: CompileOptions): Promise<Compiler> {
  throw new Error('in the making')
}
