/** A place in a user's file. Lines and columns count from 1, as editors do. */
export interface SourceLocation {
  /** Relative to the project's root, with `/`. */
  readonly file: string
  readonly line: number
  readonly column: number
  /** How many characters of that line are meant, at least 1. */
  readonly length: number
}
