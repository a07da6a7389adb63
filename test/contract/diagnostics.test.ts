import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { catalog, type DiagnosticCode } from '@critter/compiler'
import { expect, test } from 'vitest'

const samples = 'test/compiler/samples'
const page = 'docs/diagnostics.md'
const codes = Object.keys(catalog).sort() as readonly DiagnosticCode[]

test('every code has a sample folder that shows it, and every such folder a code', () => {
  const folders = readdirSync(samples).filter((each) => each.startsWith('reports-'))

  expect(folders.map((each) => each.slice('reports-'.length)).sort()).toEqual(codes)
  expect(codes.filter((code) => !shown(code).includes(` ${code}: `))).toEqual([])
})

test('the documentation lists every code with its rule, what it looks like and the way out', () => {
  const written = codes.map(section).join('\n')
  const text = `${introduction}\n${written}`

  if (process.env['UPDATE_SAMPLES'] !== undefined) writeFileSync(page, text)
  expect(readFileSync(page, 'utf8')).toBe(text)
})

const introduction = `# Diagnostics

What \`critter codegen\` says, code by code. Errors end the build with exit code 1; everything that is sound is generated all the
same. Each example is what the compiler prints for the folder of that name in \`test/compiler/samples\`.
`

function section(code: DiagnosticCode): string {
  const { severity, rule, help } = catalog[code]
  return `## ${code}\n\n${rule} *(${severity})*\n\n\`\`\`text\n${shown(code)}\`\`\`\n\nThe way out: ${help}.\n`
}

function shown(code: DiagnosticCode): string {
  const path = `${samples}/reports-${code}/expected/diagnostics.txt`
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
