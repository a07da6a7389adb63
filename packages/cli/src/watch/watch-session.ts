import { existsSync } from 'node:fs'
import { basename, dirname, resolve, sep } from 'node:path'
import type { CompileOptions, Compiler } from '@critter/compiler'
import { compileOnce, openCompiler, type Build } from '../builds/build.js'
import { BuildCache } from '../builds/build-cache.js'
import type { BuildRecord, Outputs } from '../builds/build-record.js'
import { readSettings, type Settings } from '../config/config.js'
import { isConfigName, type Project } from '../config/find-project.js'
import type { Host } from '../host.js'
import { isFolder } from '../stats.js'
import { inputFiles, programFolders, sourceFolders } from '../builds/inputs.js'
import { listFolders, matters, type FolderStamp } from '../builds/listing.js'

/** The compiler of one `codegen --watch`, kept open between the builds, and what it has to be told about. */
export class WatchSession {
  #project: Project
  readonly #findProject: () => Project
  readonly #host: Host
  #cache: BuildCache
  #last: BuildRecord | undefined
  #settings: Settings | undefined
  #compiler: Compiler | undefined
  #program: readonly string[] = []
  #inputs: ReadonlySet<string> = new Set()
  /** `undefined` when files came or went since. */
  #listing: readonly FolderStamp[] | undefined

  /** `findProject`: a config may come or go while it is watched. */
  constructor(project: Project, findProject: () => Project, host: Host) {
    this.#project = project
    this.#findProject = findProject
    this.#host = host
    this.#cache = new BuildCache(project)
    this.#last = this.#cache.read()
  }

  /** Before `folders` and `build`: reads the config, again if it changed. */
  async prepare(changes: readonly string[]): Promise<void> {
    if (changes.some((path) => this.#decidesTheProgram(path))) this.#forget()
    this.#settings ??= await readSettings(this.#project)
    if (changes.some((path) => !this.#inputs.has(path) || !existsSync(path)))
      this.#listing = undefined
  }

  async build(): Promise<Build> {
    const isOpen = this.#compiler !== undefined
    try {
      return await this.#compile()
    } catch (error) {
      this.#compiler = undefined
      // The disk may have changed under an open program, as when a branch is checked out; a new one sees one state.
      if (isOpen) return this.#compile()
      throw error
    }
  }

  async #compile(): Promise<Build> {
    const startedAt = Date.now()
    const settings = this.#settings
    if (settings === undefined) throw new Error('the session is not prepared')
    this.#compiler ??= await openCompiler(settings, this.#host)
    const build = await compileOnce(this.#compiler, {
      settings,
      startedAt,
      last: this.#last,
      cache: this.#cache,
      folders: this.#list(settings.options),
    })
    this.#learnInputs(build, settings)
    return build
  }

  keep(build: Build, outputs: Outputs | undefined): void {
    build.keep(outputs)
    this.#last = this.#cache.read()
  }

  /** Where a change can matter. */
  folders(): readonly string[] {
    const listed = this.#settings === undefined ? [] : this.#list(this.#settings.options)
    const around = [...this.#inputs]
      .map((file) => dirname(file))
      .filter((folder) => !isOfPackage(folder))
    return [...new Set([this.#project.root, ...listed.map(({ path }) => path), ...around])]
  }

  // 30 ms for 2000 folders (Node 20.20), so not in every round.
  #list(options: CompileOptions): readonly FolderStamp[] {
    this.#listing ??= listFolders(
      [...sourceFolders(options), ...programFolders(options, this.#program)],
      resolve(options.root, options.output),
    )
    return this.#listing
  }

  #learnInputs({ program, options }: Build, { files }: Settings): void {
    const isSame =
      program.length === this.#program.length &&
      program.every((file, index) => file === this.#program[index])
    if (isSame) return
    this.#program = program
    this.#inputs = new Set(inputFiles(options, program, files))
    this.#listing = undefined
  }

  matters(path: string): boolean {
    if (this.#inputs.has(path)) return true
    const name = basename(path)
    if (this.#isGenerated(path) || isOfPackage(path) || name.startsWith('.')) return false
    return matters(name) || isFolder(path)
  }

  /** In the output folder, or one of the folders that lead there and come with the first build. */
  #isGenerated(path: string): boolean {
    if (this.#settings === undefined) return false
    const { root, output } = this.#settings.options
    const folder = resolve(root, output) + sep
    return folder.startsWith(path + sep) || path.startsWith(folder)
  }

  /** The config, the tsconfig chain and the packages: an open program knows nothing of their change. */
  #decidesTheProgram(path: string): boolean {
    const isConfig = path === this.#project.configFile || isConfigName(basename(path))
    const isOfConfig = isConfig || this.#settings?.files.includes(path)
    return isOfConfig === true || !(/\.[cm]?[jt]sx?$/.test(path) || isFolder(path))
  }

  #forget(): void {
    const { root, configFile } = this.#findProject()
    // A config below or above would make it another project; that is for who starts it anew.
    if (root === this.#project.root && configFile !== this.#project.configFile) {
      this.#project = { root, configFile }
      this.#cache = new BuildCache(this.#project)
    }
    this.#settings = undefined
    this.#compiler = undefined
    this.#program = []
  }
}

function isOfPackage(path: string): boolean {
  return path.split(sep).includes('node_modules')
}
