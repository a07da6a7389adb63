import type { Code } from '../emit/code.js'
import { importType, importValue } from '../emit/imports.js'
import { argumentList } from '../emit/layout.js'
import type { Shape } from '../model/shape.js'
import { generatedEntry, type GeneratedName } from '../vocabulary.js'
import type { CodecFile } from './codec-file.js'
import { pascal, type ResolvedShape, type ShapeTable } from './shape-table.js'
import type { Mode } from './shape-type.js'

export type Purpose = 'decode' | 'decode-form' | 'encode' | 'encode-stored' | 'revive' | 'parse'

/** One function as its emitter wrote it. */
export interface FunctionBody {
  readonly parameters: readonly Code[]
  readonly returns: Code
  readonly statements: readonly Code[]
  /** Of a parser: what a violation says of other text. */
  readonly expected?: string
}

/** What the emitter of one function needs to know and may ask for. */
export interface CodecContext {
  readonly purpose: Purpose
  readonly table: ShapeTable
  readonly file: CodecFile
  /** The type as the function's signature names it. */
  readonly type: (shape: Shape, mode: Mode) => Code
  /** What functions and types made for parts of the value are called after: `OrderAddress`. */
  readonly path: string
  /** The function counts how deep it is: it can call itself. */
  readonly isDeep: boolean
  /** Of a decoder: where its value stands in the one whose pointers are recorded, as a pointer. */
  readonly base: string
  /** Makes sure of a function for a part of the value; `base` for a decoder of a part whose place is fixed. */
  call(shape: Shape, part: string, base?: string): Callee
  /** The function that reads the shape from JSON, whatever the purpose of this one is. */
  decoder(shape: Shape): Code
}

export interface Callee {
  readonly name: Code
  /** Its last parameter is a depth. */
  readonly countsDepth: boolean
  /** It continues to count where the caller is. */
  readonly takesDepth: boolean
}

/** A function of the runtime. */
export function runtime(name: GeneratedName): Code {
  return importValue({ kind: 'module', specifier: generatedEntry, name })
}

/** A call of it. */
export function callRuntime(name: GeneratedName, args: readonly Code[]): Code {
  return [runtime(name), argumentList(args)]
}

export function runtimeType(name: GeneratedName): Code {
  return importType({ kind: 'module', specifier: generatedEntry, name })
}

export function pathOf(path: string, part: string): string {
  return `${path}${pascal(part)}`
}

/** The shape consists of one JSON value without a structure. */
export function isScalar(shape: ResolvedShape): boolean {
  switch (shape.kind) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
    case 'date':
    case 'bytes':
    case 'file':
    case 'null':
    case 'undefined':
    case 'literal':
      return true
    default:
      return false
  }
}
