import type { CompileOptions, CompileResult, Diagnostic } from '@critter/compiler'
import type { Build } from './build.js'
import type { BuildCache } from './build-cache.js'
import type { Outputs } from './build-record.js'
import { compilerIdentity } from './compiler-identity.js'
import type { Settings } from '../config/config.js'
import type { Observation } from './freshness.js'

interface Origin {
  readonly result: CompileResult
  readonly settings: Settings
  readonly observation: Observation
  readonly cache: BuildCache
  readonly lastOutputs: Outputs | undefined
}

/** Made by this process. */
export class CompiledBuild implements Build {
  readonly options: CompileOptions
  readonly diagnostics: readonly Diagnostic[]
  readonly endpoints: number
  /** Of messages. */
  readonly handlers: number
  readonly wireNames: readonly string[]
  readonly program: readonly string[]
  readonly reused = false
  readonly outputs = undefined
  readonly lastOutputs: Outputs | undefined
  readonly #origin: Origin

  constructor(origin: Origin) {
    this.options = origin.settings.options
    this.diagnostics = origin.result.diagnostics
    const { chains } = origin.result
    this.endpoints = chains.filter((each) => each.kind === 'endpoint').length
    this.handlers = chains.length - this.endpoints
    this.wireNames = origin.result.wireNames
    this.program = origin.result.inputs
    this.lastOutputs = origin.lastOutputs
    this.#origin = origin
  }

  files() {
    return Promise.resolve(this.#origin.result.files)
  }

  chains() {
    return Promise.resolve(this.#origin.result.chains)
  }

  messages() {
    return Promise.resolve(this.#origin.result.messages)
  }

  openapi() {
    return Promise.resolve(this.#origin.result.openapi)
  }

  keep(outputs: Outputs | undefined): void {
    const { result, settings, observation, cache } = this.#origin
    const dependencies = observation.finish(result, settings.files)
    // The user goes on typing while we compile; the next build sees to it.
    if (dependencies === undefined) return
    cache.write({
      compiler: compilerIdentity(),
      options: this.options,
      ...dependencies,
      diagnostics: this.diagnostics,
      endpoints: this.endpoints,
      handlers: this.handlers,
      wireNames: this.wireNames,
      filesPart: cache.writePart(result.files),
      chainsPart: cache.writePart(result.chains),
      messagesPart: cache.writePart(result.messages),
      openapiPart: cache.writePart(result.openapi),
      outputs,
    })
  }
}
