// One idea, so one file: prettier's algorithm for what fits on a line, for the few kinds of fragments that generated code is
// made of, and text in ASCII. Prettier's own printer takes four times as long (half of all printing, 500 endpoints), because
// it is made for everything: it measures by grapheme, indents by tabs too, and copies a fragment to put a name into it.
import type { builders } from 'prettier/doc'
import type { Code } from './code.js'

export type Label = builders.Label
/** Of these the types of prettier say less than there is. */
type IfBreak = builders.IfBreak & { readonly groupId?: symbol }
type IndentIfBreak = builders.IndentIfBreak & {
  readonly contents: Code
  readonly groupId?: symbol
  readonly negate?: boolean
}

/** As prettier calls it. */
export interface Layout {
  readonly printWidth: number
  readonly tabWidth: number
}

/** Makes groups break in which something must break, as the layout expects it, and shows the labels of the fragment. */
export function prepare(code: Code, onLabel: (label: Label) => void): void {
  const seen = new Set<Code>()

  /** Whether it breaks what stands around it. */
  const visit = (each: Code): boolean => {
    if (typeof each === 'string') return false
    if (Array.isArray(each)) {
      let breaks = false
      for (const part of each) if (visit(part)) breaks = true
      return breaks
    }
    switch (each.type) {
      case 'break-parent':
        return true
      case 'group': {
        if (seen.has(each)) return each.break
        seen.add(each)
        if (visit(each.contents)) each.break = true
        return each.break
      }
      case 'if-break': {
        const flat = visit(each.flatContents)
        return visit(each.breakContents) || flat
      }
      case 'label':
        onLabel(each)
        return visit(each.contents)
      case 'align':
      case 'indent':
      case 'line-suffix':
        return visit(each.contents)
      case 'indent-if-break':
        return visit((each as IndentIfBreak).contents)
      default:
        return false
    }
  }
  visit(code)
}

/** Whether what was laid out is right: the length of its text is the width. Line breaks within a text are printed as they are. */
export function isPlain(text: string): boolean {
  return !/[^\n\x20-\x7E]/.test(text)
}

/** Of ASCII; line breaks have none. */
function widthOf(text: string): number {
  return text.includes('\n') ? text.replaceAll('\n', '').length : text.length
}

function withoutSpacesAtEnd(text: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === ' ') end--
  return end === text.length ? text : text.slice(0, end)
}

/** What is still to be printed: three lists that grow and shrink together, which is faster than one of objects. */
class Pending {
  readonly codes: Code[] = []
  readonly breaks: boolean[] = []
  readonly indents: number[] = []

  get size(): number {
    return this.codes.length
  }

  push(code: Code, breaks: boolean, indent: number): void {
    this.codes.push(code)
    this.breaks.push(breaks)
    this.indents.push(indent)
  }

  pop(): void {
    this.codes.pop()
    this.breaks.pop()
    this.indents.pop()
  }
}

/** Lays out what has been prepared. `nameOf`: what stands for a label, where that is not what it contains. */
export function layOut(
  code: Code,
  nameOf: (label: Label) => string | undefined,
  layout: Layout,
): string {
  return new LayOut(nameOf, layout).print(code)
}

class LayOut {
  readonly #nameOf: (label: Label) => string | undefined
  readonly #layout: Layout
  readonly #pending = new Pending()
  readonly #groups = new Map<symbol, boolean>()
  readonly #lines: string[] = []
  readonly #suffixes: Code[] = []
  #line = ''
  /** A line break inside of what was thought to fit: what follows is measured again. */
  #mustMeasure = false

  constructor(nameOf: (label: Label) => string | undefined, layout: Layout) {
    this.#nameOf = nameOf
    this.#layout = layout
  }

  print(code: Code): string {
    const pending = this.#pending
    pending.push(code, true, 0)
    while (pending.size > 0) {
      const at = pending.size - 1
      const next = pending.codes[at]!
      const breaks = pending.breaks[at]!
      const indent = pending.indents[at]!
      pending.pop()
      this.#printOne(next, breaks, indent)
      if (pending.size === 0) this.#pushSuffixes()
    }
    this.#lines.push(this.#line)
    return this.#lines.join('\n')
  }

  #printOne(code: Code, breaks: boolean, indent: number): void {
    const pending = this.#pending
    if (typeof code === 'string') {
      this.#line += code
      return
    }
    if (Array.isArray(code)) {
      for (let index = code.length - 1; index >= 0; index--) {
        pending.push(code[index]!, breaks, indent)
      }
      return
    }
    switch (code.type) {
      case 'line':
        return this.#printLine(code, breaks, indent)
      case 'group':
        return this.#printGroup(code, breaks, indent)
      case 'indent':
        return pending.push(code.contents, breaks, indent + this.#layout.tabWidth)
      case 'align':
        return pending.push(code.contents, breaks, indent + (code.n as number))
      case 'if-break': {
        const isBroken = this.#isBroken((code as IfBreak).groupId, breaks)
        if (isBroken === undefined) return
        return pending.push(isBroken ? code.breakContents : code.flatContents, breaks, indent)
      }
      case 'indent-if-break': {
        const { contents, groupId, negate = false } = code as IndentIfBreak
        const isBroken = this.#isBroken(groupId, breaks)
        if (isBroken === undefined) return
        const more = isBroken === negate ? 0 : this.#layout.tabWidth
        return pending.push(contents, breaks, indent + more)
      }
      case 'label':
        return pending.push(this.#nameOf(code) ?? code.contents, breaks, indent)
      case 'line-suffix':
        return void this.#suffixes.push(code.contents)
      case 'line-suffix-boundary':
        return this.#suffixes.length === 0 ? undefined : pending.push(hardLine, breaks, indent)
      case 'break-parent':
        return
      default:
        throw new Error(`generated code has no ${code.type}`)
    }
  }

  #isBroken(group: symbol | undefined, breaks: boolean): boolean | undefined {
    return group === undefined ? breaks : this.#groups.get(group)
  }

  #printLine(line: builders.Line, breaks: boolean, indent: number): void {
    if (!breaks && line.hard !== true) {
      if (line.soft !== true) this.#line += ' '
      return
    }
    if (!breaks) this.#mustMeasure = true
    if (this.#suffixes.length > 0) {
      this.#pending.push(line, breaks, indent)
      this.#pushSuffixes()
      return
    }
    this.#lines.push(withoutSpacesAtEnd(this.#line))
    this.#line = ' '.repeat(indent)
  }

  #pushSuffixes(): void {
    for (const each of this.#suffixes.reverse()) this.#pending.push(each, true, 0)
    this.#suffixes.length = 0
  }

  #printGroup(group: builders.Group, breaks: boolean, indent: number): void {
    const mustBreak = group.break
    let willBreak = mustBreak
    if (breaks || this.#mustMeasure) {
      this.#mustMeasure = false
      willBreak = mustBreak || !this.#fits(group.contents)
    }
    this.#pending.push(group.contents, willBreak, indent)
    if (group.id !== undefined) this.#groups.set(group.id, willBreak)
  }

  /** Whether it fits on the rest of the line, with what follows up to the next place where the line may end. */
  #fits(contents: Code): boolean {
    const rest = this.#pending
    let room = this.#layout.printWidth - widthOf(this.#line)
    let following = rest.size
    // A space at the end of a line takes no room.
    let hasSpace = false
    let hasSuffix = this.#suffixes.length > 0
    const codes: Code[] = [contents]
    const broken: boolean[] = [false]
    while (room >= 0) {
      if (codes.length === 0) {
        if (following === 0) return true
        following--
        codes.push(rest.codes[following]!)
        broken.push(rest.breaks[following]!)
        continue
      }
      let code = codes.pop()!
      const breaks = broken.pop()!
      if (typeof code !== 'string' && !Array.isArray(code) && code.type === 'label') {
        code = this.#nameOf(code) ?? code.contents
      }
      if (typeof code === 'string') {
        if (code === '') continue
        room -= hasSpace ? widthOf(code) + 1 : widthOf(code)
        hasSpace = false
        continue
      }
      if (Array.isArray(code)) {
        for (let index = code.length - 1; index >= 0; index--) {
          codes.push(code[index]!)
          broken.push(breaks)
        }
        continue
      }
      switch (code.type) {
        case 'line':
          if (breaks || code.hard === true) return true
          if (code.soft !== true) hasSpace = true
          break
        case 'group':
          codes.push(code.contents)
          broken.push(code.break || breaks)
          break
        case 'indent':
        case 'align':
        case 'indent-if-break':
          codes.push((code as IndentIfBreak).contents)
          broken.push(breaks)
          break
        case 'if-break': {
          const isBroken = this.#isBroken((code as IfBreak).groupId, breaks) ?? false
          codes.push(isBroken ? code.breakContents : code.flatContents)
          broken.push(breaks)
          break
        }
        case 'line-suffix':
          hasSuffix = true
          break
        case 'line-suffix-boundary':
          if (hasSuffix) return false
          break
        default:
      }
    }
    return false
  }
}

const hardLine: Code = { type: 'line', hard: true }
