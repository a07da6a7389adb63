import type { SourceLocation } from '../model/source-location.js'
import { displayCells, type Cell } from './display-cells.js'
import type { Painter } from './paint.js'

const linesAround = 2
// Wider than any line prettier leaves; beyond it a minified file would fill the screen.
const maxWidth = 120

/** The line that is meant, two lines around it, and a mark under the exact range; `undefined` when the file has no such line. */
export function codeFrame(
  source: string,
  location: SourceLocation,
  paint: Painter,
): string | undefined {
  const lines = splitLines(source)
  const meant = lines[location.line - 1]
  if (meant === undefined) return undefined

  const mark = markUnder(displayCells(meant), location)
  const view = visiblePart(mark)
  const first = Math.max(1, location.line - linesAround)
  const last = Math.min(lines.length, location.line + linesAround)
  const gutter = String(last).length

  const frame: string[] = []
  for (let line = first; line <= last; line += 1) {
    const isMeant = line === location.line
    const number = `${isMeant ? '>' : ' '} ${String(line).padStart(gutter)} |`
    const text = cut(displayCells(lines[line - 1] ?? ''), view)
    frame.push(withText(isMeant ? paint.bold(number) : paint.dim(number), text))
    if (isMeant) {
      const indent = ' '.repeat(mark.start - view.start + (view.start > 0 ? 1 : 0))
      const carets = '^'.repeat(Math.min(mark.width, view.end - mark.start))
      frame.push(`${paint.dim(`  ${' '.repeat(gutter)} |`)} ${indent}${paint.red(carets)}`)
    }
  }
  return frame.join('\n')
}

/** As TypeScript counts lines. What follows the last line end is no line to show. */
function splitLines(source: string): readonly string[] {
  const lines = source.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\u2028\u2029]/)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

interface Mark {
  /** In columns of the terminal, from 0. */
  readonly start: number
  readonly width: number
}

function markUnder(cells: readonly Cell[], { column, length }: SourceLocation): Mark {
  const from = column - 1
  const before = cells.filter((cell) => cell.end <= from)
  const within = cells.filter((cell) => cell.end > from && cell.start < from + length)
  return { start: widthOf(before), width: Math.max(1, widthOf(within)) }
}

interface View {
  readonly start: number
  readonly end: number
}

function visiblePart({ start, width }: Mark): View {
  if (start + width <= maxWidth) return { start: 0, end: maxWidth }
  const from = Math.max(0, start - maxWidth / 4)
  return { start: from, end: from + maxWidth }
}

function cut(cells: readonly Cell[], view: View): string {
  let column = 0
  let text = ''
  let after = false
  for (const cell of cells) {
    const inside = column >= view.start && column + cell.width <= view.end
    if (inside) text += cell.text
    else if (column >= view.start) after = true
    column += cell.width
  }
  return `${view.start > 0 ? '…' : ''}${text}${after ? '…' : ''}`
}

function withText(number: string, text: string): string {
  return text.trim() === '' ? number : `${number} ${text.trimEnd()}`
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0)
}
