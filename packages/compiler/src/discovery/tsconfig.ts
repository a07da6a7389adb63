import path from 'node:path'
import ts from '#typescript'
import type { ProjectModel } from '../model/application-model.js'

export interface TsConfig {
  readonly options: ts.CompilerOptions
  /** The file and those it extends, absolute. */
  readonly files: readonly string[]
  /** Ambient declarations it includes: no source imports them. */
  readonly declarations: readonly string[]
  /** Why it cannot be used. */
  readonly problem: string | undefined
}

export function readTsConfig(file: string): TsConfig {
  if (!ts.sys.fileExists(file)) {
    return { options: {}, files: [file], declarations: [], problem: 'There is no such file' }
  }
  const source = ts.readJsonConfigFile(file, (name) => ts.sys.readFile(name))
  const parsed = ts.parseJsonSourceFileConfigFileContent(
    source,
    ts.sys,
    path.dirname(file),
    undefined,
    file,
  )
  const extended = (source as { extendedSourceFiles?: readonly string[] }).extendedSourceFiles ?? []
  return {
    options: adjust(parsed.options),
    files: [file, ...extended],
    declarations: parsed.fileNames.filter((each) => /\.d\.[cm]?ts$/.test(each)),
    problem: problemOf(parsed.errors),
  }
}

/** Only types are read; and what newer compilers leave out by default is there for those who use an older one. */
function adjust(options: ts.CompilerOptions): ts.CompilerOptions {
  return {
    ...options,
    types: options.types ?? ['*'],
    noEmit: true,
    skipLibCheck: true,
    composite: false,
    incremental: false,
  }
}

// Nothing matches its globs: the compiler has globs of its own.
const noInputs = 18003
const emptyFiles = 18002

function problemOf(errors: readonly ts.Diagnostic[]): string | undefined {
  const error = errors.find(
    ({ code, category }) =>
      category === ts.DiagnosticCategory.Error && code !== noInputs && code !== emptyFiles,
  )
  return error && ts.flattenDiagnosticMessageText(error.messageText, ' ')
}

export function isStrictAboutNull(options: ts.CompilerOptions): boolean {
  return options.strictNullChecks ?? options.strict ?? true
}

/** How relative imports end in the user's sources. */
export function importExtension(options: ts.CompilerOptions): ProjectModel['importExtension'] {
  if (options.allowImportingTsExtensions || options.rewriteRelativeImportExtensions) return 'ts'
  const { module, moduleResolution } = options
  const resolvesLikeNode =
    moduleResolution === undefined
      ? module !== undefined && module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext
      : moduleResolution === ts.ModuleResolutionKind.Node16 ||
        moduleResolution === ts.ModuleResolutionKind.NodeNext
  return resolvesLikeNode ? 'js' : 'none'
}
