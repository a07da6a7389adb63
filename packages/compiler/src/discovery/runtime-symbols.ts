import path from 'node:path'
import ts from '#typescript'
import { runtimeNames, runtimePackage, type RuntimeName } from '../vocabulary.js'

/** Which symbols are the runtime's: by resolution of the package, never by text. */
export class RuntimeSymbols {
  readonly #exports: ReadonlyMap<ts.Symbol, string>
  /** The folder of the package, or undefined when an ambient module declares it. */
  readonly #folder: string | undefined
  readonly isResolved: boolean

  constructor(exported: ReadonlyMap<ts.Symbol, string>, folder: string | undefined) {
    this.#exports = exported
    this.#folder = folder
    this.isResolved = exported.size > 0
  }

  /** By name, aliases already followed. */
  get exported(): readonly (readonly [string, ts.Symbol])[] {
    return [...this.#exports].map(([symbol, name]) => [name, symbol])
  }

  /** What the public entry calls the symbol (aliases already followed). */
  exportedName(symbol: ts.Symbol | undefined): string | undefined {
    return symbol === undefined ? undefined : this.#exports.get(symbol)
  }

  exports(symbol: ts.Symbol | undefined): boolean {
    return this.exportedName(symbol) !== undefined
  }

  /** What the public entry calls it, when the vocabulary knows the name: what depends on one asks here. */
  knownName(symbol: ts.Symbol | undefined): RuntimeName | undefined {
    const name = this.exportedName(symbol)
    return name !== undefined && isKnown(name) ? name : undefined
  }

  /** The name of a declaration of ours, public or not. */
  nameOf(symbol: ts.Symbol | undefined): string | undefined {
    if (symbol === undefined || !this.isResolved) return undefined
    const exported = this.#exports.get(symbol)
    if (exported !== undefined) return exported
    return this.#declares(symbol) ? symbol.name : undefined
  }

  #declares(symbol: ts.Symbol): boolean {
    if (this.#folder === undefined) return ambientModule(symbol) === runtimePackage
    const file = symbol.declarations?.[0]?.getSourceFile().fileName
    if (file === undefined || !file.startsWith(this.#folder)) return false
    return !file.slice(this.#folder.length).includes('/node_modules/')
  }
}

export function resolveRuntime(program: ts.Program, checker: ts.TypeChecker): RuntimeSymbols {
  const from = program.getRootFileNames()[0]
  const resolved =
    from === undefined
      ? undefined
      : ts.resolveModuleName(runtimePackage, from, program.getCompilerOptions(), ts.sys)
          .resolvedModule?.resolvedFileName
  const entry = resolved === undefined ? undefined : program.getSourceFile(resolved)
  const module =
    (entry && checker.getSymbolAtLocation(entry)) ??
    checker.getAmbientModules().find((each) => each.name === `"${runtimePackage}"`)
  if (module === undefined) return new RuntimeSymbols(new Map(), undefined)

  const exported = new Map(
    checker
      .getExportsOfModule(module)
      .map((each) => [followAlias(each, checker), each.name] as const),
  )
  return new RuntimeSymbols(exported, entry && packageFolder(entry.fileName))
}

function isKnown(name: string): name is RuntimeName {
  return (runtimeNames as ReadonlySet<string>).has(name)
}

export function followAlias(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

function packageFolder(entry: string): string {
  for (let folder = path.dirname(entry); ; folder = path.dirname(folder)) {
    if (ts.sys.fileExists(`${folder}/package.json`)) return `${folder}/`
    if (folder === path.dirname(folder)) return `${path.dirname(entry)}/`
  }
}

function ambientModule(symbol: ts.Symbol): string | undefined {
  for (let node: ts.Node | undefined = symbol.declarations?.[0]; node; node = node.parent) {
    if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) return node.name.text
  }
  return undefined
}
