import {
  renderDiagnostic,
  renderDiagnostics,
  renderSummary,
  type Renderable,
} from '@critter/compiler'
import { expect, test } from 'vitest'

const source = `import { Post } from '@critter/runtime'

export class CancelOrderEndpoint {
  @Post('/orders/:id/cancel')
  static post(
    mailer: Mailer,
  ): void {}
}
`

const unresolved: Renderable = {
  code: 'unresolved-parameter',
  severity: 'error',
  message: 'nothing provides "mailer: Mailer" of CancelOrderEndpoint.post',
  help: 'Let an earlier method return it',
  location: { file: 'src/cancel.ts', line: 6, column: 5, length: 14 },
  notes: ['available: id (route)'],
}

test('a diagnostic shows its place, two lines around, the exact range, what was available and the way out', () => {
  expect(plain(unresolved, source))
    .toBe(`src/cancel.ts:6:5 - error unresolved-parameter: nothing provides "mailer: Mailer" of CancelOrderEndpoint.post

  4 |   @Post('/orders/:id/cancel')
  5 |   static post(
> 6 |     mailer: Mailer,
    |     ^^^^^^^^^^^^^^
  7 |   ): void {}
  8 | }

  available: id (route)
  help: Let an earlier method return it`)
})

test('a file that cannot be read costs the frame and nothing else', () => {
  expect(plain(unresolved, undefined))
    .toBe(`src/cancel.ts:6:5 - error unresolved-parameter: nothing provides "mailer: Mailer" of CancelOrderEndpoint.post
  available: id (route)
  help: Let an earlier method return it`)
})

test('a line beyond the end of the file has no frame', () => {
  expect(plain(at(99, 1, 1), 'one line')).not.toContain('|')
})

test('line numbers of different length stand under each other and empty lines leave no blanks', () => {
  const text = Array.from({ length: 12 }, (_, index) =>
    index === 8 ? '' : `line ${index + 1}`,
  ).join('\n')

  expect(frameOf(at(10, 6, 2), text)).toBe(`   8 | line 8
   9 |
> 10 | line 10
     |      ^^
  11 | line 11
  12 | line 12`)
})

test('CRLF, a byte order mark and the last line without an end are like any other', () => {
  expect(frameOf(at(2, 1, 3), '\uFEFFone\r\ntwo')).toBe(`  1 | one
> 2 | two
    | ^^^`)
})

test('a tab counts as one character of the source and takes two columns', () => {
  expect(frameOf(at(1, 3, 3), '\t\tfoo: Foo')).toBe(`> 1 |     foo: Foo
    |     ^^^`)
})

test('the mark stands under wide and astral characters as a terminal shows them', () => {
  // Columns and lengths are UTF-16: 漢 is one unit and two columns, 😀 two units and two columns, é (combining) two units and one column.
  expect(frameOf(at(1, 13, 3), '/* 漢😀e\u0301 */ foo()')).toBe(`> 1 | /* 漢😀e\u0301 */ foo()
    |             ^^^`)
  expect(frameOf(at(1, 5, 2), 'x = 😀y')).toBe(`> 1 | x = 😀y
    |     ^^`)
})

test('a range that runs over the end of the line is marked to its end, an empty one with one caret', () => {
  expect(frameOf(at(1, 5, 50), 'let foo')).toBe(`> 1 | let foo
    |     ^^^`)
  expect(frameOf(at(1, 8, 1), 'let foo')).toBe(`> 1 | let foo
    |        ^`)
})

test('a very long line is cut around the range', () => {
  const text = `${'x'.repeat(500)}HERE${'y'.repeat(500)}`

  const [line = '', marks = ''] = frameOf(at(1, 501, 4), text).split('\n')

  expect(line.length).toBeLessThan(140)
  expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('HERE')
})

test('control characters of a source never reach the terminal', () => {
  const frame = frameOf(at(1, 1, 1), 'a\u001b[31m\u202eb')

  expect(frame).not.toMatch(/[\u001b\u202e]/)
})

test('colour changes nothing but the colour', () => {
  const options = { readSource: () => source, color: true }
  const colored = renderDiagnostic(unresolved, options)

  expect(colored).toContain('\u001b[31m')
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain(unresolved, source))
})

test('several are separated by an empty line and counted by severity', () => {
  const warning: Renderable = { ...unresolved, severity: 'warning' }
  const info: Renderable = { ...unresolved, severity: 'info' }
  const options = { readSource: () => undefined, color: false }

  expect(renderDiagnostics([unresolved, warning], options).split('\n\n')).toHaveLength(2)
  expect(renderSummary([unresolved, unresolved, warning])).toBe('2 errors, 1 warning')
  expect(renderSummary([info])).toBe('1 hint')
  expect(renderSummary([])).toBe('')
})

function at(line: number, column: number, length: number): Renderable {
  return { ...unresolved, notes: [], help: '', location: { file: 'a.ts', line, column, length } }
}

function plain(diagnostic: Renderable, text: string | undefined): string {
  return renderDiagnostic(diagnostic, { readSource: () => text, color: false })
}

function frameOf(diagnostic: Renderable, text: string): string {
  return plain(diagnostic, text).split('\n\n').slice(1).join('\n\n')
}
