import { pascal } from './shape-table.js'
import type { CodecFile } from './codec-file.js'

/** Names for the locals of one function; none hides what the function uses from outside. */
export class Locals {
  readonly #file: CodecFile
  readonly #taken = new Set<string>()

  constructor(file: CodecFile, parameters: readonly string[]) {
    this.#file = file
    for (const each of parameters) this.take(each)
  }

  take(wish: string): string {
    const name = this.#file.local(
      identifier(wish),
      (each) => reserved.has(each) || this.#taken.has(each),
    )
    this.#taken.add(name)
    return name
  }
}

/** The nearest thing to a name that TypeScript takes for one. */
function identifier(wish: string): string {
  if (/^[$A-Z_a-z][$\w]*$/.test(wish)) return wish
  const name = pascal(wish).replace(/[^$\w]/g, '')
  return name === '' || /^\d/.test(name) ? `member${name}` : name[0]!.toLowerCase() + name.slice(1)
}

// Words that cannot name a local, and globals that generated functions mean by their own name.
const reserved: ReadonlySet<string> = new Set(
  `
  any arguments as async await break case catch class const continue debugger default delete do else enum eval export
  extends false finally for function if implements import in instanceof interface let new null of package private
  protected public return static super switch this throw true try typeof undefined var void while with yield
  Array BigInt Boolean Date Error Infinity JSON Map Math NaN Number Object RegExp Set String Uint8Array
`
    .trim()
    .split(/\s+/),
)
