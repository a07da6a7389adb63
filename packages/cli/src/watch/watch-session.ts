import { statSync } from 'node:fs'
import { basename, dirname, resolve, sep } from 'node:path'
import type { Compiler } from '@critter/compiler'
import { compileOnce, openCompiler, type Build } from '../builds/build.js'
import { BuildCache } from '../builds/build-cache.js'
import type { BuildRecord, Outputs } from '../builds/build-record.js'
import { readSettings, type Settings } from '../config/config.js'
import type { Project } from '../config/find-project.js'
import type { Host } from '../host.js'
import { inputFiles, programFolders, sourceFolders } from '../builds/inputs.js'
import { listFolders, matters } from '../builds/listing.js'

/** The compiler of one `codegen --watch`, kept open between the builds, and what it has to be told about. */
export class WatchSession {
  readonly #project: Project
  readonly #host: Host
  readonly #cache: BuildCache
  #last: BuildRecord | undefined
  #settings: Settings | undefined
  #compiler: Compiler | undefined
  #inputs: ReadonlySet<string> = new Set()

  constructor(project: Project, host: Host) {
    this.#project = project
    this.#host = host
    this.#cache = new BuildCache(project)
    this.#last = this.#cache.read()
  }

  /** Before `folders` and `build`: reads the config, again if it changed. */
  async prepare(changes: readonly string[]): Promise<void> {
    if (changes.some((path) => this.#decidesTheProgram(path))) this.#forget()
    this.#settings ??= await readSettings(this.#project)
  }

  async build(): Promise<Build> {
    const startedAt = Date.now()
    const settings = this.#settings
    if (settings === undefined) throw new Error('the session is not prepared')
    try {
      this.#compiler ??= await openCompiler(settings.options, this.#host)
      const build = await compileOnce(this.#compiler, {
        settings,
        startedAt,
        last: this.#last,
        cache: this.#cache,
      })
      this.#inputs = new Set(inputFiles(settings.options, build.program, settings.files))
      return build
    } catch (error) {
      // Whatever state that left the compiler in, the next change begins anew.
      this.#forget()
      throw error
    }
  }

  keep(build: Build, outputs: Outputs | undefined): void {
    build.keep(outputs)
    this.#last = this.#cache.read()
  }

  /** Where a change can matter. */
  folders(): readonly string[] {
    const inputs = [...this.#inputs]
    const options = this.#settings?.options
    const listed =
      options === undefined
        ? []
        : listFolders(
            [...sourceFolders(options), ...programFolders(options, inputs)],
            resolve(options.root, options.output),
          )
    const around = inputs.map((file) => dirname(file)).filter((folder) => !isOfPackage(folder))
    return [...new Set([this.#project.root, ...listed.map(({ path }) => path), ...around])]
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
    const isOfConfig = path === this.#project.configFile || this.#settings?.files.includes(path)
    return isOfConfig === true || !(/\.[cm]?[jt]sx?$/.test(path) || isFolder(path))
  }

  #forget(): void {
    this.#settings = undefined
    this.#compiler = undefined
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function isOfPackage(path: string): boolean {
  return path.split(sep).includes('node_modules')
}
