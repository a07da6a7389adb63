import { readFileSync, writeFileSync } from 'node:fs'
import { createCompiler } from '@critter/compiler'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

// The table of docs/queries.md is written from the queries that test/runtime/queries.test.ts asks in memory and in Postgres:
// what a condition says, and what the real compiler makes of it. UPDATE_SAMPLES=1 writes it again.
const page = 'docs/queries.md'
const source = 'test/runtime/queries/expressions.ts'

test('every expression stands in the documentation beside its SQL', async () => {
  const text = readFileSync(page, 'utf8')
  const [before = ''] = text.split(begin)
  const [, after = ''] = text.split(end)
  const written = `${before}${begin}\n${await table()}${end}${after}`

  if (process.env['UPDATE_SAMPLES'] !== undefined) writeFileSync(page, written)
  expect(readFileSync(page, 'utf8')).toBe(written)
}, 120_000)

const begin = '<!-- expressions -->'
const end = '<!-- end of expressions -->'

async function table(): Promise<string> {
  const compiler = await createCompiler({
    root: resolve('test/runtime/queries'),
    tsconfig: '../../support/samples.tsconfig.json',
    include: ['*.ts'],
    output: 'generated',
  })
  const { files } = await compiler.compile()
  const plans = new Map(
    files.flatMap(({ text }) => {
      const name = /from (\w+)\. Change it and run it again/.exec(text)?.[1]
      return name === undefined ? [] : [[name, text] as const]
    }),
  )
  return sections()
    .map(({ title, queries }) => {
      const pairs = queries.map(({ name, conditions }) => {
        const asked = conditions.join('\n').replace(/^/gm, '-- ')
        return `${asked}\n${whereOf(plans.get(name) ?? '')}`
      })
      return `### ${title}\n\n\`\`\`sql\n${pairs.join('\n\n')}\n\`\`\`\n`
    })
    .join('\n')
}

interface Section {
  readonly title: string
  readonly queries: readonly { readonly name: string; readonly conditions: readonly string[] }[]
}

function sections(): readonly Section[] {
  return readFileSync(source, 'utf8')
    .split(/^\/\/ ─── /m)
    .slice(1)
    .map((part) => {
      const [title = ''] = part.split('\n', 1)
      const queries = [
        ...part.matchAll(/^export class (\w+) [^]*?return things([^]*?)\n  }\n}/gm),
      ].map(([, name = '', chain = '']) => ({ name, conditions: [unindent(chain)] }))
      return { title: title.charAt(0).toUpperCase() + title.slice(1), queries }
    })
}

/** `.where(…)`, as it stands in the source. */
function unindent(chain: string): string {
  const lines = chain.split('\n')
  const least = Math.min(
    ...lines.slice(1).map((line) => line.length - line.trimStart().length),
    Infinity,
  )
  return lines
    .map((line, index) => (index === 0 ? line : line.slice(least === Infinity ? 0 : least)))
    .join('\n')
    .trim()
    .replace(/^\.where/, 'things.where')
}

/** The conditions of the statement that leaves none out, behind that of the tenant. */
function whereOf(plan: string): string {
  const sql = /^ {2}sql: `\n([^`]*)`/m.exec(plan)?.[1] ?? ''
  const lines = sql.split('\n')
  const from = lines.findIndex((line) => line.includes('tenant = $1::text')) + 1
  const to = lines.findIndex((line) => line.trim().startsWith('order by id'))
  return lines
    .slice(from, to)
    .map((line) => line.replace(/^ {4}/, '').replaceAll('\\\\', '\\'))
    .join('\n')
}
