import type ts from '#typescript'
import type { Documentation, DocumentationTag } from '../model/documentation.js'
import { docComments } from './comment-tags.js'
import { constraintTags } from './constraints.js'

/** What the comment nearest to a declaration says to people; `undefined` when there is none. */
export function documentationOf(declaration: ts.Node): Documentation | undefined {
  const range = docComments(declaration).at(-1)
  if (range === undefined) return undefined
  const { text } = declaration.getSourceFile()
  const read = readComment(text.slice(range.pos + 3, range.end - 2))
  return read.text === '' && read.tags.length === 0 ? undefined : read
}

function readComment(comment: string): Documentation {
  const blocks: { readonly name: string | undefined; readonly lines: string[] }[] = [
    { name: undefined, lines: [] },
  ]
  let inFence = false
  for (const line of comment.split(/\r?\n/).map(withoutStar)) {
    if (/^\s*```/.test(line)) inFence = !inFence
    for (const part of inFence ? [line] : splitTags(line)) {
      const [, name, rest = ''] =
        (inFence ? null : /^\s*@([A-Za-z][\w-]*)\s?(.*)$/.exec(part)) ?? []
      if (name === undefined) blocks.at(-1)!.lines.push(part)
      else blocks.push({ name, lines: [rest] })
    }
  }
  const [text, ...tags] = blocks.map(({ name, lines }) => ({ name, text: shown(lines) }))
  return { text: text!.text, tags: tags.filter(isForPeople) }
}

function withoutStar(line: string): string {
  return line.replace(/^\s*\*? ?/, '').trimEnd()
}

/** Several tags may stand on a line, and constraints in the middle of a sentence. */
function splitTags(line: string): readonly string[] {
  const at = line.search(anyConstraint)
  if (at < 0) return [line]
  // What follows a pattern is the pattern.
  const rest = line.slice(at).trimStart()
  const end = rest.startsWith('@pattern') ? -1 : rest.slice(1).search(/\s@[A-Za-z]/)
  const parts = end < 0 ? [rest] : [rest.slice(0, end + 1), ...splitTags(rest.slice(end + 2))]
  return at === 0 && line.startsWith('@') ? parts : [line.slice(0, at), ...parts]
}

const anyConstraint = new RegExp(`(?:^|\\s)@(?:${constraintTags.join('|')})\\b`)

function isForPeople(block: {
  readonly name: string | undefined
  readonly text: string
}): block is DocumentationTag {
  return block.name !== undefined && !constraintTags.includes(block.name)
}

/** `{@link Todo the todo}` is a link in an editor, and text everywhere else. */
function shown(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(
      /\{@link(?:code|plain)?\s+([^}\s|]+)\s*\|?\s*([^}]*)\}/g,
      (_, target: string, text: string) => (text.trim() === '' ? target : text.trim()),
    )
    .trim()
}
