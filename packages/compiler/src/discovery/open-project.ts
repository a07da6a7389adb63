import path from 'node:path'
import { keepCompiledTypeScript } from '#typescript'
import { diagnostic, sortDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { ApplicationModel } from '../model/application-model.js'
import type { NamedExports, NamedRequest } from '../model/named-exports.js'
import type { TypeRelations } from '../model/type-ref.js'
import type { CompileOptions } from '../options.js'
import { Discovery } from './discovery.js'
import { ImportGraph } from './import-graph.js'
import { inputsOf } from './inputs.js'
import { relativePath } from './locate.js'
import { NamedDeclarations } from './named-declarations.js'
import { OpenedProgram } from './opened-program.js'
import { viewProgram, type ProgramView } from './program-view.js'
import type { MakeShapeReader } from './shape-reader.js'
import { importExtension, isStrictAboutNull, type TsConfig } from './tsconfig.js'

export interface OpenProject {
  /** `named`: classes and types that policies name. */
  discover(named?: readonly NamedRequest[]): Discovered
  /** Files that changed on disk are read again: those given, else all whose size or time changed since the last call. */
  refresh(changed?: readonly string[]): void
}

export interface Discovered {
  readonly application: ApplicationModel
  readonly relations: TypeRelations
  readonly diagnostics: readonly Diagnostic[]
  readonly exports: NamedExports
  /** Absolute, sorted: the files of the program, the tsconfig chain, the nearest package.json files. */
  readonly inputs: readonly string[]
  /** Absolute, sorted: where files were looked for that sources import and that are not there. */
  readonly missing: readonly string[]
}

export function openProject(
  options: CompileOptions,
  makeShapeReader: MakeShapeReader = readNoShapes,
): OpenProject {
  const root = withSlashes(options.root)
  return new TsProject({ ...options, root }, makeShapeReader)
}

const readNoShapes: MakeShapeReader = () => ({
  require: () => undefined,
  shapes: {},
  diagnostics: [],
})

class TsProject implements OpenProject {
  readonly #options: CompileOptions
  readonly #makeShapeReader: MakeShapeReader
  readonly #graph = new ImportGraph()
  #opened: OpenedProgram
  #discovery: Discovery
  /** Of the sources as they are; `undefined` after a change. */
  #view: ProgramView | undefined

  constructor(options: CompileOptions, makeShapeReader: MakeShapeReader) {
    this.#options = options
    this.#makeShapeReader = makeShapeReader
    this.#opened = new OpenedProgram(options)
    this.#discovery = this.#startOver()
  }

  discover(named: readonly NamedRequest[] = []): Discovered {
    const { config, included } = this.#opened
    const view = (this.#view ??= viewProgram(this.#options.root, this.#opened.program))
    const found = this.#discovery.discover(view, included, named)
    // By now all of TypeScript that a build needs has been compiled.
    keepCompiledTypeScript()
    return {
      application: found.application,
      relations: found.relations,
      diagnostics: sortDiagnostics([...this.#aboutConfig(config), ...found.diagnostics]),
      exports: new NamedDeclarations(view),
      inputs: inputsOf(view, config, this.#options.output),
      missing: this.#opened.missing,
    }
  }

  refresh(changed: readonly string[] = this.#opened.changedOnDisk()): void {
    const files = changed.map((each) => withSlashes(path.resolve(this.#options.root, each)))
    if (files.length === 0) return
    const { settings } = this.#opened
    if (files.some((each) => settings.includes(each) || each.endsWith('/package.json'))) {
      this.#opened = new OpenedProgram(this.#options)
      this.#discovery = this.#startOver()
      this.#view = undefined
      return
    }
    this.#graph.update(this.#opened.program)
    const output = `${path.posix.join(this.#options.root, this.#options.output)}/`
    const affected = this.#graph.affectedBy(new Set(files), (file) => file.startsWith(output))
    this.#discovery.forget(affected, (file) => relativePath(this.#options.root, file))
    this.#opened.reload(files)
    this.#view = undefined
  }

  #startOver(): Discovery {
    const { output, openapi, messaging, telemetry } = this.#options
    const project = {
      importExtension: importExtension(this.#opened.config.options),
      output,
      ...(openapi === undefined ? {} : { openapi }),
      ...(telemetry === undefined ? {} : { telemetry }),
    }
    return new Discovery(project, this.#makeShapeReader, messaging)
  }

  #aboutConfig({ options, problem }: TsConfig): readonly Diagnostic[] {
    const file = this.#options.tsconfig
    const location = { file, line: 1, column: 1, length: 1 }
    if (problem !== undefined) {
      return [diagnostic('invalid-tsconfig', location, { message: problem.replace(/\.$/, '') })]
    }
    if (isStrictAboutNull(options)) return []
    const message = 'strictNullChecks is off, so `| null` says nothing'
    return [diagnostic('strict-null-checks-required', location, { message })]
  }
}

function withSlashes(file: string): string {
  return path.sep === '/' ? file.replace(/\/+$/, '') : file.split(path.sep).join('/')
}
