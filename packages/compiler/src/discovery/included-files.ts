import path from 'node:path'
import type { CompileOptions } from '../options.js'

/** Globs of the sources with handlers: no tests, no declarations, nothing that was generated. */
export function includedGlobs({ root, include, output }: CompileOptions): string[] {
  const absolute = (glob: string) => path.posix.join(root, glob)
  return [
    ...include.map((each) =>
      each.startsWith('!') ? `!${absolute(each.slice(1))}` : absolute(each),
    ),
    `!${absolute(output)}/**`,
    `!${root}/**/*.{test,spec}.{ts,tsx,mts,cts}`,
    `!${root}/**/*.d.{ts,mts,cts}`,
    `!${root}/**/*.{js,jsx,mjs,cjs,json}`,
    `!${root}/**/node_modules/**`,
  ]
}
