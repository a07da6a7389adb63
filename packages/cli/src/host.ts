import type { CompileOptions, Compiler, RegisteredPolicy } from '@critter/compiler'

/** What a command needs of the process it runs in. Tests give their own. */
export interface Host {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Output
  readonly stderr: Output
  /** From now on Ctrl-C is a signal that is ours to obey, as `codegen --watch` does. */
  interruption(): AbortSignal
  /** Called only when the inputs changed: it takes TypeScript with it. */
  createCompiler(options: CompileOptions, policies: readonly RegisteredPolicy[]): Promise<Compiler>
}

export interface Output {
  readonly isTTY: boolean
  write(text: string): void
}

export function processHost(): Host {
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    interruption: () => {
      const controller = new AbortController()
      for (const name of ['SIGINT', 'SIGTERM'] as const)
        process.once(name, () => controller.abort())
      return controller.signal
    },
    createCompiler: async (options, policies) => {
      const { createCompiler } = await import('@critter/compiler')
      return createCompiler(options, policies)
    },
  }
}

function outputOf(stream: NodeJS.WriteStream): Output {
  // `critter describe | head` closes the pipe early; that is the reader's right.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    isTTY: isTerminal(stream),
    write: (text) => void stream.write(text),
  }
}

/** Node leaves `isTTY` out where there is no terminal, whatever its type says. */
function isTerminal(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY ?? false
}
