import fs from 'node:fs'
import path from 'node:path'
import { Project, type ts } from 'ts-morph'
import type { CompileOptions } from '../options.js'
import { includedGlobs } from './included-files.js'
import { readTsConfig, type TsConfig } from './tsconfig.js'

/** The sources of a project in memory, and the program over them. */
export class OpenedProgram {
  readonly config: TsConfig
  /** Files that say how sources are read: when one of them changes, everything is read anew. */
  readonly settings: readonly string[]
  readonly #globs: string[]
  readonly #project: Project
  readonly #included: Set<string>
  readonly #stamps = new Map<string, string>()
  readonly #openedAt = Date.now()

  constructor(options: CompileOptions) {
    this.config = readTsConfig(path.posix.join(options.root, options.tsconfig))
    this.settings = [...this.config.files, path.posix.join(options.root, 'package.json')]
    this.#globs = includedGlobs(options)
    this.#project = new Project({
      compilerOptions: this.config.options,
      skipAddingFilesFromTsConfig: true,
      skipFileDependencyResolution: true,
    })
    const sources = this.#project.addSourceFilesAtPaths(this.#globs)
    this.#included = new Set(sources.map((each) => each.getFilePath()))
    for (const each of this.config.declarations) this.#project.addSourceFileAtPathIfExists(each)
  }

  get program(): ts.Program {
    return this.#project.getProgram().compilerObject
  }

  /** Sources that are looked through for endpoints, absolute, sorted. */
  get included(): readonly string[] {
    return [...this.#included].sort()
  }

  /** Reads the files again; what is new and matches the globs is added, what is gone is left out. */
  reload(files: readonly string[]): void {
    for (const file of files) {
      const known = this.#project.getSourceFile(file)
      if (known !== undefined) known.refreshFromFileSystemSync()
      if (!fs.existsSync(file)) this.#included.delete(file)
    }
    if (files.every((file) => this.#included.has(file))) return
    for (const each of this.#project.addSourceFilesAtPaths(this.#globs)) {
      this.#included.add(each.getFilePath())
    }
  }

  /** Files that are new, gone, or no longer as they were when this was last asked. */
  changedOnDisk(): readonly string[] {
    const files = new Set([
      ...this.program.getSourceFiles().map((each) => each.fileName),
      ...this.#project.getFileSystem().globSync(this.#globs),
      ...this.settings,
    ])
    return [...files].filter((file) => !file.includes('/node_modules/') && this.#isChanged(file))
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
    return this.settings.includes(file) || this.#project.getSourceFile(file) !== undefined
  }
}
