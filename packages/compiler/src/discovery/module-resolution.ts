import ts from '#typescript'

type Resolve = Pick<ts.CompilerHost, 'resolveModuleNameLiterals' | 'getModuleResolutionCache'>

/**
 * As TypeScript does it by itself, but that the package.json files are read once: when one of them changes, everything is
 * opened anew. Which files there are is looked up for each program. And it remembers where it found nothing.
 */
export class ModuleResolution {
  readonly host: Resolve
  /** By importing file: where files were looked for that it imports and that are not there. */
  readonly #missing = new Map<string, readonly string[]>()

  constructor(options: ts.CompilerOptions, host: ts.CompilerHost) {
    const newCache = (packages?: ts.PackageJsonInfoCache) =>
      ts.createModuleResolutionCache(
        host.getCurrentDirectory(),
        (file) => host.getCanonicalFileName(file),
        options,
        packages,
      )
    const packages = newCache().getPackageJsonInfoCache()
    let cache = newCache(packages)
    this.host = {
      // Asked for once at the beginning of a program.
      getModuleResolutionCache: () => (cache = newCache(packages)),
      resolveModuleNameLiterals: (literals, file, redirect, how, source) => {
        const found = literals.map((each): Resolved => {
          const mode = ts.getModeForUsageLocation(source, each, how)
          return ts.resolveModuleName(each.text, file, how, host, cache, redirect, mode)
        })
        this.#remember(
          file,
          found.filter((each) => each.resolvedModule === undefined),
        )
        return found
      },
    }
  }

  /** Sorted. What packages lack is installed with a new lock file. */
  missingOf(program: ts.Program): readonly string[] {
    const missing = program
      .getSourceFiles()
      .flatMap(({ fileName }) => this.#missing.get(fileName) ?? [])
    return [...new Set(missing)].sort()
  }

  #remember(file: string, failed: readonly Resolved[]): void {
    if (file.includes('/node_modules/')) return
    if (failed.length === 0) this.#missing.delete(file)
    else
      this.#missing.set(
        file,
        failed.flatMap((each) => each.failedLookupLocations ?? []),
      )
  }
}

/** The locations are not public, but what `tsc --watch` lives on. */
interface Resolved extends ts.ResolvedModuleWithFailedLookupLocations {
  readonly failedLookupLocations?: readonly string[]
}
