import ts from '#typescript'

/** `@name text` in a comment before a declaration. */
export interface CommentTag {
  readonly name: string
  readonly text: string
  /** In the middle of a sentence `@` may mean anything. */
  readonly position: 'line-start' | 'after-tag' | 'in-text'
  readonly source: ts.SourceFile
  /** Of the `@`. */
  readonly start: number
  readonly end: number
}

/**
 * The tags of the block comments before a declaration. TypeScript itself attaches comments only to a member that
 * begins its line, and knows one tag per line.
 */
export function commentTags(declaration: ts.Node): readonly CommentTag[] {
  const source = declaration.getSourceFile()
  return docComments(declaration).flatMap((each) => tagsWithin(source, each.pos + 3, each.end - 2))
}

/** The comments that begin with two stars, in the order of the source. */
export function docComments(declaration: ts.Node): readonly ts.CommentRange[] {
  const source = declaration.getSourceFile()
  const { text } = source
  const from = declaration.getFullStart()
  const start = declaration.getStart(source, false)
  const ranges = [
    // What stands behind the last token on its line belongs here if the declaration is on that line too.
    ...(ts.getTrailingCommentRanges(text, from) ?? []).filter(
      (each) => !text.slice(each.end, start).includes('\n'),
    ),
    ...(ts.getLeadingCommentRanges(text, from) ?? []),
  ]
  const unique = new Map(ranges.map((each) => [each.pos, each]))
  return [...unique.values()].filter((each) => text.startsWith('/**', each.pos))
}

function tagsWithin(source: ts.SourceFile, start: number, end: number): readonly CommentTag[] {
  const tags: CommentTag[] = []
  let at = start
  let inFence = false
  for (const line of source.text.slice(start, end).split('\n')) {
    const isFence = /^\s*\**\s*```/.test(line)
    if (isFence) inFence = !inFence
    else if (!inFence) tags.push(...tagsOfLine(source, line, at))
    at += line.length + 1
  }
  return tags
}

function tagsOfLine(source: ts.SourceFile, line: string, at: number): readonly CommentTag[] {
  const tags: CommentTag[] = []
  // Code in backticks and `{@link …}` are no tags; blanks in their place keep the positions.
  const plain = line
    .replace(/`[^`]*`/g, (each) => ' '.repeat(each.length))
    .replace(/\{@[^}]*\}/g, (each) => ' '.repeat(each.length))
  const pattern = /(^|[\s*])@([A-Za-z][\w-]*)/g
  for (let match = pattern.exec(plain); match !== null; match = pattern.exec(plain)) {
    const start = match.index + match[1]!.length
    const isFirst = /^[\s*]*$/.test(plain.slice(0, start))
    const follows = tags.length > 0 && tags[0]!.position === 'line-start'
    const position = isFirst ? 'line-start' : follows ? 'after-tag' : 'in-text'
    const name = match[2]!
    const behind = start + 1 + name.length
    // A pattern may hold anything, also `@`.
    const next = name === 'pattern' ? -1 : plain.slice(behind).search(/\s@[A-Za-z]/)
    const stop = next === -1 ? line.length : behind + next
    tags.push({
      name,
      text: line.slice(behind, stop).trim(),
      position,
      source,
      start: at + start,
      end: at + behind,
    })
    pattern.lastIndex = stop
  }
  return tags
}
