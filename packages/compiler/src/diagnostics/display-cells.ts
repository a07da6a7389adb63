/** What the reader sees as one character: where it stands in the line, and how much room it takes on a terminal. */
export interface Cell {
  readonly text: string
  /** Columns of a terminal: 0, 1 or 2; a tab takes 2. */
  readonly width: number
  /** UTF-16 positions in the line, as TypeScript counts columns. */
  readonly start: number
  readonly end: number
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

export function displayCells(line: string): readonly Cell[] {
  return Array.from(graphemes.segment(line), ({ segment, index }) => ({
    text: visible(segment),
    width: widthOf(segment),
    start: index,
    end: index + segment.length,
  }))
}

/** Control characters would move the cursor, and bidirectional ones would show another program than the one that runs. */
function visible(grapheme: string): string {
  if (grapheme === '\t') return '  '
  return grapheme
    .replace(/[\0-\x1f]/g, (each) => String.fromCharCode(0x2400 + each.charCodeAt(0)))
    .replace(/[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
}

function widthOf(grapheme: string): number {
  if (grapheme === '\t' || grapheme.includes('\ufe0f')) return 2
  // A cluster is as wide as its widest part: a letter with its accents, a family of emoji.
  return Math.max(...Array.from(grapheme, widthOfCodePoint))
}

function widthOfCodePoint(character: string): number {
  if (/^[\p{Mn}\p{Me}\u200b-\u200d\u2060\ufe00-\ufe0f]$/u.test(character)) return 0
  return /^\p{Emoji_Presentation}$/u.test(character) || isEastAsianWide(character) ? 2 : 1
}

// Blocks of Unicode's EastAsianWidth.txt with W or F, in the coarse form that terminals use.
function isEastAsianWide(character: string): boolean {
  return /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{17000}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]$/u.test(
    character,
  )
}
