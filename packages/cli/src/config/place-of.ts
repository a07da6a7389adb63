import type { SourceLocation } from '@critter/compiler'

/** The first place outside of comments where the text matches; the beginning of the file when it does nowhere. */
export function placeOf(needle: RegExp, source: string, file: string): SourceLocation {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  )
  const match = needle.exec(withoutComments)
  if (match === null) return { file, line: 1, column: 1, length: 1 }
  const lines = source.slice(0, match.index).split('\n')
  return {
    file,
    line: lines.length,
    column: (lines.at(-1)?.length ?? 0) + 1,
    length: Math.max(1, match[0].length),
  }
}
