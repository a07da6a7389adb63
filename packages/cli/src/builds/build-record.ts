import type { CompileOptions, Diagnostic } from '@critter/compiler'
import type { FolderStamp } from './listing.js'
import type { FileStamp } from './stamp.js'

/** What is kept of a build, uncommitted, so that the next one need not open a program when nothing changed. */
export interface BuildRecord {
  /** Of the compiler that made it: another one may make something else of the same sources. */
  readonly compiler: string
  readonly options: CompileOptions
  readonly inputs: readonly FileStamp[]
  readonly folders: readonly FolderStamp[]
  readonly diagnostics: readonly Diagnostic[]
  readonly endpoints: number
  /** Of messages. */
  readonly handlers: number
  readonly wireNames: readonly string[]
  /** Names of the parts with the texts, the descriptions and the document: megabytes that most commands do without. */
  readonly filesPart: string
  readonly chainsPart: string
  readonly messagesPart: string
  readonly openapiPart: string
  /** The output folder after it was last found, or made, complete; `undefined` until then. */
  readonly outputs: Outputs | undefined
}

export interface Outputs {
  /** Relative to the output folder, with the manifest. */
  readonly paths: readonly string[]
  readonly stamps: readonly FileStamp[]
}
