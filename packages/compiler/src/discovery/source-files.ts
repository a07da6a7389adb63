import ts from '#typescript'
import { ModuleResolution } from './module-resolution.js'

/** The files of a program as TypeScript has parsed them, kept from one program to the next. */
export class SourceFiles {
  readonly host: ts.CompilerHost
  readonly #resolution: ModuleResolution
  readonly #files = new Map<string, ts.SourceFile>()

  constructor(options: ts.CompilerOptions) {
    const host = ts.createCompilerHost(options)
    // Comments are read where they matter, by their place in the text; in JavaScript TypeScript has types in them.
    // About a fifth of the time that parsing takes (@types/node and the runtime, TypeScript 6.0).
    host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeInfo
    this.#resolution = new ModuleResolution(options, host)
    this.host = {
      ...host,
      ...this.#resolution.host,
      getSourceFile: (file, how, onError) => {
        const known = this.#files.get(file)
        if (known !== undefined) return known
        const source = host.getSourceFile(file, how, onError)
        if (source !== undefined) this.#files.set(file, source)
        return source
      },
    }
  }

  has(file: string): boolean {
    return this.#files.has(file)
  }

  /** Where files were looked for that sources of the program import and that are not there, sorted. */
  missingOf(program: ts.Program): readonly string[] {
    return this.#resolution.missingOf(program)
  }

  /** It is read again when the next program wants it. */
  forget(file: string): void {
    this.#files.delete(file)
  }
}
