import ts from '#typescript'

/** The files of a program as TypeScript has parsed them, kept from one program to the next. */
export class SourceFiles {
  readonly host: ts.CompilerHost
  readonly #files = new Map<string, ts.SourceFile>()

  constructor(options: ts.CompilerOptions) {
    const host = ts.createCompilerHost(options)
    // Comments are read where they matter, by their place in the text; in JavaScript TypeScript has types in them.
    // About a fifth of the time that parsing takes (@types/node and the runtime, TypeScript 6.0).
    host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeInfo
    this.host = {
      ...host,
      ...resolution(options, host),
      getSourceFile: (file, how, onError) => {
        const known = this.#files.get(file)
        if (known !== undefined) return known
        const source = host.getSourceFile(file, how, onError)
        if (source !== undefined) this.#files.set(file, source)
        return source
      },
    }
  }

  has(file: string): boolean {
    return this.#files.has(file)
  }

  /** It is read again when the next program wants it. */
  forget(file: string): void {
    this.#files.delete(file)
  }
}

/**
 * As TypeScript does it by itself, but that the package.json files are read once: when one of them changes, everything is
 * opened anew. Which files there are is looked up for each program.
 */
function resolution(
  options: ts.CompilerOptions,
  host: ts.CompilerHost,
): Pick<ts.CompilerHost, 'resolveModuleNameLiterals' | 'getModuleResolutionCache'> {
  const newCache = (packages?: ts.PackageJsonInfoCache) =>
    ts.createModuleResolutionCache(
      host.getCurrentDirectory(),
      (file) => host.getCanonicalFileName(file),
      options,
      packages,
    )
  const packages = newCache().getPackageJsonInfoCache()
  let cache = newCache(packages)
  return {
    // Asked for once at the beginning of a program.
    getModuleResolutionCache: () => (cache = newCache(packages)),
    resolveModuleNameLiterals: (literals, file, redirect, how, source) =>
      literals.map((each) =>
        ts.resolveModuleName(
          each.text,
          file,
          how,
          host,
          cache,
          redirect,
          ts.getModeForUsageLocation(source, each, how),
        ),
      ),
  }
}
