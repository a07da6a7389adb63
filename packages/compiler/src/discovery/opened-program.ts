import fs from 'node:fs'
import path from 'node:path'
import { globSync } from 'tinyglobby'
import ts from '#typescript'
import type { CompileOptions } from '../options.js'
import { includedGlobs } from './included-files.js'
import { SourceFiles } from './source-files.js'
import { readTsConfig, type TsConfig } from './tsconfig.js'

/** The sources of a project in memory, and the program over them. */
export class OpenedProgram {
  readonly config: TsConfig
  /** Files that say how sources are read: when one of them changes, everything is read anew. */
  readonly settings: readonly string[]
  readonly #globs: string[]
  readonly #sources: SourceFiles
  readonly #included: Set<string>
  readonly #stamps = new Map<string, string>()
  readonly #openedAt = Date.now()
  #program: ts.Program | undefined
  /** What the next program is made from, as far as nothing changed. */
  #before: ts.Program | undefined

  constructor(options: CompileOptions) {
    this.config = readTsConfig(path.posix.join(options.root, options.tsconfig))
    this.settings = [...this.config.files, path.posix.join(options.root, 'package.json')]
    this.#globs = includedGlobs(options)
    this.#sources = new SourceFiles(this.config.options)
    this.#included = new Set(this.#glob())
  }

  get program(): ts.Program {
    return (this.#program ??= this.#open())
  }

  /** Where files were looked for that sources import and that are not there, absolute, sorted. */
  get missing(): readonly string[] {
    return this.#sources.missingOf(this.program)
  }

  /** Sources that are looked through for endpoints, absolute, sorted. */
  get included(): readonly string[] {
    return [...this.#included].sort()
  }

  /** Reads the files again; what is new and matches the globs is added, what is gone is left out. */
  reload(files: readonly string[]): void {
    this.#before = this.program
    this.#program = undefined
    for (const file of files) {
      this.#sources.forget(file)
      if (!fs.existsSync(file)) this.#included.delete(file)
    }
    if (files.every((file) => this.#included.has(file))) return
    for (const each of this.#glob()) this.#included.add(each)
  }

  /** Files that are new, gone, or no longer as they were when this was last asked. */
  changedOnDisk(): readonly string[] {
    const files = new Set([
      ...this.program.getSourceFiles().map((each) => each.fileName),
      ...this.#glob(),
      ...this.settings,
    ])
    return [...files].filter((file) => !file.includes('/node_modules/') && this.#isChanged(file))
  }

  #open(): ts.Program {
    return ts.createProgram({
      rootNames: [...this.included, ...this.config.declarations],
      options: this.config.options,
      host: this.#sources.host,
      ...(this.#before && { oldProgram: this.#before }),
    })
  }

  #glob(): readonly string[] {
    return globSync(this.#globs, { absolute: true, expandDirectories: false })
  }

  #isChanged(file: string): boolean {
    const found = fs.statSync(file, { throwIfNoEntry: false })
    const stamp = found === undefined ? 'gone' : `${found.size} ${found.mtimeMs}`
    const known = this.#stamps.get(file)
    this.#stamps.set(file, stamp)
    if (known !== undefined) return known !== stamp
    return found === undefined || found.mtimeMs > this.#openedAt || !this.#isKnown(file)
  }

  #isKnown(file: string): boolean {
    return this.settings.includes(file) || this.#sources.has(file)
  }
}
