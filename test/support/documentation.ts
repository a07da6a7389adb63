import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** A page of the documentation, read as a reader would take it: files to write, generated code to compare, links to follow. */
export interface Page {
  /** Relative to the repository. */
  readonly path: string
  readonly name: string
  readonly text: string
  readonly blocks: readonly Block[]
}

/** A fenced block: ```ts src/todos.ts */
export interface Block {
  readonly language: string
  /** What follows the language: `src/todos.ts`, `generated:post-todos.ts`, or nothing. */
  readonly info: string
  readonly line: number
  readonly text: string
}

export function readPages(): readonly Page[] {
  const docs = readdirSync('docs').filter((each) => each.endsWith('.md'))
  return ['README.md', ...docs.map((each) => `docs/${each}`)].map(readPage)
}

function readPage(path: string): Page {
  const text = readFileSync(path, 'utf8')
  return { path, name: basename(path, '.md'), text, blocks: [...readBlocks(text)] }
}

function* readBlocks(text: string): Generator<Block> {
  let open: { readonly fence: string; readonly block: Omit<Block, 'text'> } | undefined
  let lines: string[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const [, fence = '', language = '', info = ''] = /^(`{3,})(\w*) *(.*?)\s*$/.exec(line) ?? []
    if (open === undefined && fence !== '') {
      open = { fence, block: { language, info, line: index + 1 } }
      lines = []
    } else if (open !== undefined && line.trimEnd() === open.fence) {
      yield { ...open.block, text: `${lines.join('\n')}\n` }
      open = undefined
    } else {
      lines.push(line)
    }
  }
}

/** Targets of the links outside of code, without those that leave the repository. */
export function relativeLinks({ text }: Page): readonly string[] {
  const prose = text.replace(/^(`{3,})[^]*?^\1\s*$/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
}

/** What GitHub makes of a heading: `Data or service?` is `#data-or-service`. */
export function anchors(text: string): readonly string[] {
  const prose = text.replace(/^(`{3,})[^]*?^\1\s*$/gm, '')
  return [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  )
}
