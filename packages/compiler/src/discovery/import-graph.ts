import ts from '#typescript'

/** Who imports whom, kept per source file object: a file that did not change is not asked again. */
export class ImportGraph {
  readonly #imports = new WeakMap<ts.SourceFile, Imports>()
  #files = new Map<string, Imports>()

  /** Call it with each program; the edges of the one before are answered from until then. */
  update(program: ts.Program): void {
    const checker = program.getTypeChecker()
    this.#files = new Map()
    for (const source of program.getSourceFiles()) {
      if (source.fileName.includes('/node_modules/')) continue
      let imports = this.#imports.get(source)
      if (imports === undefined || imports.unresolved) {
        imports = readImports(source, checker)
        this.#imports.set(source, imports)
      }
      this.#files.set(source.fileName, imports)
    }
  }

  /** The changed files and every file whose types can depend on them. */
  affectedBy(changed: ReadonlySet<string>, isGenerated: (file: string) => boolean): Affected {
    for (const file of changed) {
      if (this.#files.get(file)?.isGlobal && !isGenerated(file)) return 'everything'
    }
    const importers = this.#importers()
    const affected = new Set(changed)
    for (const file of affected) {
      for (const importer of importers.get(file) ?? []) affected.add(importer)
    }
    for (const [file, { unresolved }] of this.#files) if (unresolved) affected.add(file)
    return affected
  }

  #importers(): ReadonlyMap<string, readonly string[]> {
    const importers = new Map<string, string[]>()
    for (const [file, { targets }] of this.#files) {
      for (const target of targets) {
        const list = importers.get(target)
        if (list === undefined) importers.set(target, [file])
        else list.push(file)
      }
    }
    return importers
  }
}

export type Affected = ReadonlySet<string> | 'everything'

interface Imports {
  readonly targets: readonly string[]
  /** It imports a file that is not there (yet). */
  readonly unresolved: boolean
  /** It changes types without being imported: a script, `declare global`, `declare module`. */
  readonly isGlobal: boolean
}

function readImports(source: ts.SourceFile, checker: ts.TypeChecker): Imports {
  // Not public, but what every tool reads: the specifiers of all imports, exports and import types.
  const specifiers = (source as { imports?: readonly ts.StringLiteralLike[] }).imports ?? []
  const targets: string[] = []
  let unresolved = false
  for (const each of specifiers) {
    const target = checker.getSymbolAtLocation(each)?.valueDeclaration
    if (target !== undefined && ts.isSourceFile(target)) targets.push(target.fileName)
    else if (target === undefined) unresolved = true
  }
  return { targets, unresolved, isGlobal: isGlobal(source) }
}

function isGlobal(source: ts.SourceFile): boolean {
  if (!ts.isExternalModule(source)) return source.statements.length > 0
  return source.statements.some(
    (each) =>
      ts.isModuleDeclaration(each) &&
      (ts.isStringLiteral(each.name) || (each.flags & ts.NodeFlags.GlobalAugmentation) !== 0),
  )
}
