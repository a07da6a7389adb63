import type { SourceLocation } from '@critter/compiler'

/** The first place outside of comments where the text matches; the beginning of the file when it does nowhere. */
export function placeOf(needle: RegExp, source: string, file: string): SourceLocation {
  const match = needle.exec(withoutComments(source))
  return match === null ? beginningOf(file) : locationOf(match, source, file)
}

/** The names on the way to a place, outermost first, each somewhere behind the one before: the last that is there. */
export function placeOfPath(
  names: readonly string[],
  source: string,
  file: string,
): SourceLocation {
  const text = withoutComments(source)
  let found = beginningOf(file)
  let from = 0
  for (const name of names) {
    const needle = new RegExp(`(?<![\\w$-])${escaped(name)}(?![\\w$-])`, 'g')
    needle.lastIndex = from
    const match = needle.exec(text)
    if (match === null) continue
    found = locationOf(match, source, file)
    from = needle.lastIndex
  }
  return found
}

/** As a pattern that matches this text and no other. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  )
}

function beginningOf(file: string): SourceLocation {
  return { file, line: 1, column: 1, length: 1 }
}

function locationOf(match: RegExpExecArray, source: string, file: string): SourceLocation {
  const lines = source.slice(0, match.index).split('\n')
  return {
    file,
    line: lines.length,
    column: (lines.at(-1)?.length ?? 0) + 1,
    length: Math.max(1, match[0].length),
  }
}
