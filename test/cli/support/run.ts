import type { CompileOptions, CompileResult } from '@critter/compiler'
import type { Host } from '../../../packages/cli/src/host.js'
import { run } from '../../../packages/cli/src/program.js'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly terminal?: boolean
  readonly compiler?: { open: Host['createCompiler'] }
  readonly signal?: AbortSignal
  readonly onOutput?: (text: string) => void
}

/** The whole program within this process. Without a compiler none may be needed. */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<Ran> {
  const written = { stdout: '', stderr: '' }
  const output = (name: keyof typeof written) => ({
    isTTY: surroundings.terminal ?? false,
    write: (text: string) => {
      written[name] += text
      surroundings.onOutput?.(text)
    },
  })
  const code = await run(args, {
    cwd: surroundings.cwd,
    env: surroundings.env ?? {},
    stdout: output('stdout'),
    stderr: output('stderr'),
    interruption: () => surroundings.signal ?? new AbortController().signal,
    createCompiler: (options, policies) => {
      if (surroundings.compiler === undefined) throw new Error('no program should be opened')
      return surroundings.compiler.open(options, policies)
    },
  })
  return { code, ...written }
}

/** Counts how often a program is opened. */
export class HandMadeCompiler {
  opened = 0
  compiled = 0
  readonly options: CompileOptions[] = []
  readonly #failures: Error[] = []
  #result: (options: CompileOptions) => CompileResult

  constructor(result: (options: CompileOptions) => CompileResult) {
    this.#result = result
  }

  failOnce(error: Error): void {
    this.#failures.push(error)
  }

  open(options: CompileOptions) {
    this.opened += 1
    this.options.push(options)
    return Promise.resolve({
      compile: () => {
        this.compiled += 1
        const failure = this.#failures.shift()
        if (failure !== undefined) throw failure
        return Promise.resolve(this.#result(options))
      },
    })
  }
}
