import {
  createCompiler,
  type CompileOptions,
  type Compiler,
  type RegisteredPolicy,
} from '@critter/compiler'
import { runCli, type Ran } from './run.js'
import type { TemporaryProject } from './project.js'

/** The compiler itself, whose program stays open from one command to the next: a second build costs what changed. */
export class RealCompiler {
  #compiler: Promise<Compiler> | undefined

  open(options: CompileOptions, policies: readonly RegisteredPolicy[]): Promise<Compiler> {
    this.#compiler ??= createCompiler(options, policies)
    return this.#compiler
  }
}

/** `critter codegen` on a project, as often as it is called. */
export function codegenOf(project: TemporaryProject): (...flags: string[]) => Promise<Ran> {
  const compiler = new RealCompiler()
  return (...flags) => runCli(['codegen', ...flags], { cwd: project.root, compiler })
}
