import { creates } from '../frames/flow.js'
import type { Frame } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import { blocksOf, type Block } from '../frames/within.js'

/** Names of every variable by id: what people call it, with a number only where the name is taken. */
export function nameVariables(
  frames: readonly Frame[],
  nameFor: (variable: Variable) => string,
  /** What the generated method calls its execution: `http`, `context`. */
  execution: string,
): Readonly<Record<number, string>> {
  const names: Record<number, string> = {}
  nameBlock({ frames }, new Set([...reserved, execution]))
  return names

  // In the order of the page. What is named in a block is free again behind it: two `catch` clauses have a `problem` each.
  function nameBlock(block: Block, taken: Set<string>): void {
    if (block.caught !== undefined) give(block.caught, taken)
    for (const frame of block.frames) {
      const blocks = blocksOf(frame)
      for (const each of blocks) nameBlock(each, new Set(taken))
      if (blocks.length === 0) for (const each of creates(frame)) give(each, taken)
    }
  }

  function give(variable: Variable, taken: Set<string>): void {
    names[variable.id] ??= free([identifier(nameFor(variable)), variable.otherwise], taken)
    taken.add(names[variable.id]!)
  }
}

function free(
  [wanted, otherwise]: readonly [string, string | undefined],
  taken: ReadonlySet<string>,
): string {
  let name = taken.has(wanted) && otherwise !== undefined ? otherwise : wanted
  for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`
  return name
}

/** Whether generated code can call a variable so, as it is. */
export function isVariableName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !reserved.includes(name)
}

function identifier(wanted: string): string {
  const name = wanted.replace(/[^\p{ID_Continue}$]+/gu, '')
  return /^[\p{ID_Start}$_]/u.test(name) ? name : 'value'
}

/** Words of the language that are no variable names in a module, and the names every generated method uses itself. */
const reserved: readonly string[] = [
  ...'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield'.split(
    ' ',
  ),
  ...['http', 'newId', 'hasErrors', 'readOne', 'readAll', 'readJson', 'startLoad', 'Promise'],
  ...['toText', 'toNumber', 'toBoolean', 'toBigInt', 'toDate'],
]
