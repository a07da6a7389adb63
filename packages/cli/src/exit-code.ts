/** What a process of ours ends with; scripts and CI rely on these. */
export const exitCode = {
  fine: 0,
  /** The sources have errors, or the generated files are out of date (`--check`). */
  problems: 1,
  /** Wrong arguments or a wrong config. */
  usage: 2,
  /** A bug in Critter. */
  bug: 3,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
