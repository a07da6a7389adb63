import type { SourceLocation } from '@critter/compiler'

interface Details {
  /** The way out, an instruction. */
  readonly help?: string
  /** Of the config, where a line of it is to blame. */
  readonly location?: SourceLocation
  /** The text of that file, for the code frame. */
  readonly source?: string
  readonly cause?: unknown
}

/** The command line, the config or the machine is not as it must be: exit code 2, and no stack. */
export class UsageError extends Error {
  readonly help: string
  readonly location: SourceLocation | undefined
  readonly source: string | undefined

  constructor(message: string, { help = '', location, source, cause }: Details = {}) {
    super(message, { cause })
    this.name = 'UsageError'
    this.help = help
    this.location = location
    this.source = source
  }
}
