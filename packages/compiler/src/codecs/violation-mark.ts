import type { Code } from '../emit/code.js'
import type { Shape } from '../model/shape.js'
import type { CodecContext } from './codec-context.js'
import { Locals } from './locals.js'
import { isRelative, wayOf } from './read-value.js'

export function needsMark(shape: Shape, context: CodecContext): boolean {
  return wayOf(shape, context) === 'call' && isRelative(shape, true, context)
}

/** The local that says how many violations there were before a call: declared once, set again for every other call. */
export class Mark {
  readonly #calls: number
  readonly #locals: Locals
  #name: string | undefined

  constructor(calls: number, locals: Locals) {
    this.#calls = calls
    this.#locals = locals
  }

  next(): { readonly name: string; readonly set: Code } {
    const isFirst = this.#name === undefined
    const name = (this.#name ??= this.#locals.take('mark'))
    const keyword = !isFirst ? '' : this.#calls === 1 ? 'const ' : 'let '
    return { name, set: `${keyword}${name} = violations.length` }
  }
}
