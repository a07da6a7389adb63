import type { GeneratedFile } from '../compile-result.js'
import { lines, paragraphs, type Code } from '../emit/code.js'
import { freeName } from '../emit/imports.js'
import type { FileContext } from '../emit/module-specifier.js'
import { printFile } from '../emit/print-file.js'
import type { Signature } from '../file-facts.js'

/** A generated file of codecs while functions are added to it. */
export class CodecFile {
  readonly #context: FileContext
  readonly #header: string
  readonly #top = new Set<string>()
  readonly #locals = new Set<string>()
  readonly #types: Code[] = []
  readonly #constants: Code[] = []
  readonly #functions: { readonly order: string; readonly code: Code[] }[] = []
  readonly #known = new Map<string, string>()
  readonly #signatures = new Map<string, Signature>()

  constructor(header: string, context: FileContext) {
    this.#header = header
    this.#context = context
  }

  get path(): string {
    return this.#context.path
  }

  /** Takes a name at the top of the file. */
  name(wish: string): string {
    const name = freeName(wish, (each) => this.#top.has(each) || this.#locals.has(each))
    this.#top.add(name)
    return name
  }

  /** Takes a name for a local of a function where others are taken. */
  local(wish: string, isTaken: (name: string) => boolean): string {
    const name = freeName(wish, (each) => this.#top.has(each) || isTaken(each))
    this.#locals.add(name)
    return name
  }

  /** The name of what was made for the key before, or of what `make` makes now. */
  once(key: string, wish: string, make: (name: string) => void): string {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const name = this.name(wish)
    this.#known.set(key, name)
    make(name)
    return name
  }

  addType(code: Code): void {
    this.#types.push(code)
  }

  addConstant(code: Code): void {
    this.#constants.push(code)
  }

  /** `order` sorts the exported functions of the file; what `write` adds for its own use follows it. */
  addExported(order: string, write: (add: (code: Code) => void) => void): void {
    const code: Code[] = []
    this.#functions.push({ order, code })
    write((each) => code.push(each))
  }

  /** How an exported function is called. */
  addSignature(name: string, signature: Signature): void {
    this.#signatures.set(name, signature)
  }

  print(): GeneratedFile {
    const functions = [...this.#functions].sort((a, b) => (a.order < b.order ? -1 : 1))
    const body = paragraphs([
      ...this.#types,
      ...(this.#constants.length === 0 ? [] : [lines(this.#constants)]),
      ...functions.flatMap((each) => each.code),
    ])
    const printed = printFile(
      { header: [this.#header], body, names: [...this.#top, ...this.#locals] },
      this.#context,
    )
    const exports = Object.fromEntries([...this.#signatures].sort(([a], [b]) => (a < b ? -1 : 1)))
    return { ...printed, facts: { ...printed.facts, exports } }
  }
}
