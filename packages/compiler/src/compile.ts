import type { CompileResult } from './compile-result.js'
import type { CompileOptions } from './options.js'

/** Keeps the program open between calls: after the first, only what changed files can affect is read again. */
export interface Compiler {
  compile(): Promise<CompileResult>
}

/** Opens the user's program. TypeScript is loaded here and nowhere before: a build with nothing to do never comes this far. */
export async function createCompiler(options: CompileOptions): Promise<Compiler> {
  const [{ openProject }, { readShapes }, { compileModel, CompileMemory }] = await Promise.all([
    import('./discovery/open-project.js'),
    import('./discovery/read-shapes.js'),
    import('./compile-model.js'),
  ])
  const project = openProject(options, readShapes)
  const memory = new CompileMemory()
  let isFirst = true
  return {
    compile() {
      if (!isFirst) project.refresh()
      isFirst = false
      const { application, relations, diagnostics, inputs } = project.discover()
      const compiled = compileModel(application, relations, diagnostics, memory)
      return Promise.resolve({ ...compiled, inputs })
    },
  }
}
