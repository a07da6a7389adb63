import type { CompileResult } from './compile-result.js'
import type { CompileOptions } from './options.js'
import type { RegisteredPolicy } from './policies/registered-policy.js'

/** Keeps the program open between calls: after the first, only what changed files can affect is read again. */
export interface Compiler {
  compile(): Promise<CompileResult>
}

/**
 * Opens the user's program. TypeScript is loaded here and nowhere before: a build with nothing to do never comes this far.
 * `policies` in the order of the config: the first is the outermost.
 */
export async function createCompiler(
  options: CompileOptions,
  policies: readonly RegisteredPolicy[] = [],
): Promise<Compiler> {
  const [{ openProject }, { readShapes }, { compileModel, CompileMemory }, { discoverWith }] =
    await Promise.all([
      import('./discovery/open-project.js'),
      import('./discovery/read-shapes.js'),
      import('./compile-model.js'),
      import('./apply-policies.js'),
    ])
  const project = openProject(options, readShapes)
  const memory = new CompileMemory()
  let isFirst = true
  return {
    compile() {
      if (!isFirst) project.refresh()
      isFirst = false
      const { application, relations, diagnostics, inputs, missing, ...policed } = discoverWith(
        policies,
        project,
      )
      const compiled = compileModel(application, relations, diagnostics, memory, policed)
      return Promise.resolve({ ...compiled, inputs, missing })
    },
  }
}
