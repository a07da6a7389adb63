import type {
  ChainDescription,
  CompileOptions,
  Diagnostic,
  GeneratedFile,
  MessageDescription,
  OpenApiDocument,
} from '@critter/compiler'
import type { Build } from './build.js'
import type { BuildCache } from './build-cache.js'
import type { BuildRecord, Outputs } from './build-record.js'
import type { Fresh } from './freshness.js'

interface Origin {
  readonly record: BuildRecord
  readonly freshness: Fresh
  readonly cache: BuildCache
  /** For the case that a part of the record is lost. */
  readonly compile: () => Promise<Build>
}

/** Made by an earlier process, of the same sources. */
export class RecordedBuild implements Build {
  readonly options: CompileOptions
  readonly diagnostics: readonly Diagnostic[]
  readonly endpoints: number
  /** Of messages. */
  readonly handlers: number
  readonly wireNames: readonly string[]
  readonly program: readonly string[]
  readonly reused = true
  readonly outputs: Outputs | undefined
  readonly lastOutputs: Outputs | undefined
  readonly #origin: Origin
  #compiled: Promise<Build> | undefined

  constructor(origin: Origin) {
    const { record } = origin
    this.options = record.options
    this.diagnostics = record.diagnostics
    this.endpoints = record.endpoints
    this.handlers = record.handlers
    this.wireNames = record.wireNames
    this.outputs = record.outputs
    this.lastOutputs = record.outputs
    this.program = record.inputs.map(({ path }) => path)
    this.#origin = origin
  }

  async files(): Promise<readonly GeneratedFile[]> {
    const { record, cache } = this.#origin
    const files = cache.readPart(record.filesPart) as readonly GeneratedFile[] | undefined
    return files ?? (await this.#compile()).files()
  }

  async chains(): Promise<readonly ChainDescription[]> {
    const { record, cache } = this.#origin
    const chains = cache.readPart(record.chainsPart) as readonly ChainDescription[] | undefined
    return chains ?? (await this.#compile()).chains()
  }

  async messages(): Promise<readonly MessageDescription[]> {
    const { record, cache } = this.#origin
    const messages = cache.readPart(record.messagesPart) as
      readonly MessageDescription[] | undefined
    return messages ?? (await this.#compile()).messages()
  }

  async openapi(): Promise<OpenApiDocument> {
    const { record, cache } = this.#origin
    const document = cache.readPart(record.openapiPart) as OpenApiDocument | undefined
    return document ?? (await this.#compile()).openapi()
  }

  keep(outputs: Outputs | undefined): void {
    const { record, freshness, cache } = this.#origin
    // A build made anew, because a part was lost, knows its own dependencies.
    if (this.#compiled !== undefined)
      return void this.#compiled.then((build) => build.keep(outputs))
    if (freshness.touched === 'none' && outputs === record.outputs) return
    cache.write({ ...record, ...freshness.dependencies, outputs })
  }

  #compile(): Promise<Build> {
    this.#compiled ??= this.#origin.compile()
    return this.#compiled
  }
}
