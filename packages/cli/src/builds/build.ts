import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type {
  ChainDescription,
  CompileOptions,
  CompileResult,
  Compiler,
  Diagnostic,
  GeneratedFile,
  MessageDescription,
  OpenApiDocument,
} from '@critter/compiler'
import { BuildCache } from './build-cache.js'
import type { BuildRecord, Outputs } from './build-record.js'
import { CompiledBuild } from './compiled-build.js'
import { compilerIdentity } from './compiler-identity.js'
import { aboutConfig } from '../config/about-config.js'
import { readSettings, type Settings } from '../config/config.js'
import type { Project } from '../config/find-project.js'
import { freshnessOf, Observation } from './freshness.js'
import type { Host } from '../host.js'
import type { FolderStamp } from './listing.js'
import { RecordedBuild } from './recorded-build.js'
import { UsageError } from '../usage-error.js'

/** What the compiler makes of a project: just now, or when its sources were last as they are. */
export interface Build {
  readonly options: CompileOptions
  readonly diagnostics: readonly Diagnostic[]
  readonly endpoints: number
  /** Of messages. */
  readonly handlers: number
  /** No program was opened: nothing changed since the last build. */
  readonly reused: boolean
  /** The output folder when it was last complete with this very result; `undefined` when that is not known. */
  readonly outputs: Outputs | undefined
  /** The output folder when it was last complete, perhaps with another result: hashes hold for what was not touched since. */
  readonly lastOutputs: Outputs | undefined
  /** Every file of the program, absolute. */
  readonly program: readonly string[]
  /** Of messages and events, sorted. */
  readonly wireNames: readonly string[]
  files(): Promise<readonly GeneratedFile[]>
  chains(): Promise<readonly ChainDescription[]>
  messages(): Promise<readonly MessageDescription[]>
  openapi(): Promise<OpenApiDocument>
  /** Remembers the build for the next process, and the output folder if it is complete. */
  keep(outputs: Outputs | undefined): void
}

/** Compiles the project, unless nothing changed since the last time. */
export async function build(project: Project, host: Host): Promise<Build> {
  const cache = new BuildCache(project)
  const last = cache.read()
  const compile = () => compileProject(project, host, last)
  if (last?.compiler !== compilerIdentity()) return compile()
  const freshness = freshnessOf(last)
  return freshness.kind === 'stale'
    ? compile()
    : new RecordedBuild({ record: last, freshness, cache, compile })
}

async function compileProject(
  project: Project,
  host: Host,
  last: BuildRecord | undefined,
): Promise<Build> {
  const startedAt = Date.now()
  const settings = await readSettings(project)
  const compiler = await openCompiler(settings, host)
  return compileOnce(compiler, { settings, startedAt, last, cache: new BuildCache(project) })
}

/** Opens the program; the costly part. */
export async function openCompiler({ options, policies }: Settings, host: Host): Promise<Compiler> {
  if (!existsSync(resolve(options.root, options.tsconfig))) {
    throw new UsageError(`there is no ${options.tsconfig} in ${options.root}`, {
      help: 'Add one, or name another in critter.config.ts: tsconfig',
    })
  }
  return host.createCompiler(options, policies)
}

/** What the config ran of the application, and what it says of messages there are not: known when the program is. */
async function withConfig(result: CompileResult, settings: Settings): Promise<CompileResult> {
  const found = await aboutConfig(settings, result)
  return found.length === 0 ? result : { ...result, diagnostics: [...result.diagnostics, ...found] }
}

export interface Compilation {
  readonly settings: Settings
  /** Before the settings were read. */
  readonly startedAt: number
  readonly last: BuildRecord | undefined
  readonly cache: BuildCache
  /** The source folders, where somebody has just listed them. */
  readonly folders?: readonly FolderStamp[]
}

export async function compileOnce(
  compiler: Compiler,
  { settings, startedAt, last, cache, folders }: Compilation,
): Promise<Build> {
  const observation = new Observation(settings.options, { startedAt, last: last?.inputs, folders })
  const compiled = await compiler.compile()
  const result = await withConfig(compiled, settings)
  return new CompiledBuild({ result, settings, observation, cache, lastOutputs: last?.outputs })
}
