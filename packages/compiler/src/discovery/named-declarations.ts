import ts from '#typescript'
import { nearest } from '../diagnostics/near-names.js'
import type { ExportName, FoundExport, NamedExports } from '../model/named-exports.js'
import { runtimePackage } from '../vocabulary.js'
import { isNominal } from './bare-type.js'
import { methodsOf } from './class-methods.js'
import { relativePath } from './locate.js'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'

/** Finds what policies name, in the program that is open. */
export class NamedDeclarations implements NamedExports {
  readonly #view: ProgramView

  constructor(view: ProgramView) {
    this.#view = view
  }

  find(name: ExportName): FoundExport {
    const found = this.symbolOf(name)
    if (found.kind !== 'symbol') return found
    const { symbol } = found
    const { ids } = this.#view
    const declaration = classOf(symbol)
    const isOurs = name.file === runtimePackage
    return {
      kind: 'found',
      type: { kind: 'named', id: ids.idOf(symbol), name: ids.nameOf(symbol), args: [] },
      at: name,
      methods: declaration === undefined || isOurs ? undefined : this.#methods(declaration),
    }
  }

  symbolOf(
    name: ExportName,
  ):
    | Exclude<FoundExport, { kind: 'found' }>
    | { readonly kind: 'symbol'; readonly symbol: ts.Symbol } {
    const exports = this.#exportsOf(name.file)
    if (exports === undefined) return { kind: 'no-file', near: this.#filesLike(name.file) }
    const symbol = exports.get(name.name)
    if (symbol !== undefined) return { kind: 'symbol', symbol }
    return { kind: 'no-export', exports: [...exports.keys()] }
  }

  /** Types that a file exports, by name. */
  #exportsOf(file: string): ReadonlyMap<string, ts.Symbol> | undefined {
    const { checker, runtime } = this.#view
    if (file === runtimePackage) return new Map(runtime.exported)
    const source = this.#sourceOf(file)
    const module = source && checker.getSymbolAtLocation(source)
    if (module === undefined) return source && new Map()
    return new Map(
      checker
        .getExportsOfModule(module)
        .map((each) => [each.name, this.#meant(followAlias(each, checker))] as const)
        .filter(([, symbol]) => (symbol.flags & types) !== 0),
    )
  }

  /** `type Alias = Change` is another name: methods that take it take a `Change`. */
  #meant(symbol: ts.Symbol): ts.Symbol {
    if (!(symbol.flags & ts.SymbolFlags.TypeAlias)) return symbol
    const type = this.#view.checker.getDeclaredTypeOfSymbol(symbol)
    if (type.aliasSymbol !== undefined) {
      return type.aliasTypeArguments === undefined ? type.aliasSymbol : symbol
    }
    const target = type.getSymbol()
    if (target === undefined || !isNominal(type) || isGeneric(target)) return symbol
    return target
  }

  /** Absolute: when one of them changes, the name may mean another declaration. */
  filesOf(name: ExportName): readonly string[] {
    const found = this.symbolOf(name)
    const declaration = found.kind === 'symbol' ? found.symbol.declarations?.[0] : undefined
    const source = this.#sourceOf(name.file)
    return [declaration?.getSourceFile(), source].flatMap((each) => each?.fileName ?? [])
  }

  /** `./src/order.js` is the file that `import` would find. */
  #sourceOf(file: string): ts.SourceFile | undefined {
    const { program, root } = this.#view
    const candidates = [file, file.replace(/\.([cm]?)js$/, '.$1ts'), `${file}.ts`]
    return candidates
      .map((each) => program.getSourceFile(`${root}/${each}`))
      .find((each) => each !== undefined)
  }

  #filesLike(file: string): readonly string[] {
    const { program, root } = this.#view
    const files = program
      .getSourceFiles()
      .map((each) => each.fileName)
      .filter((each) => each.startsWith(`${root}/`) && !each.includes('/node_modules/'))
      .map((each) => relativePath(root, each))
    const near = nearest(file, files)
    return near === undefined ? [] : [near]
  }

  #methods(declaration: ts.ClassDeclaration): readonly string[] {
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
    return methodsOf(declaration, this.#view)
      .filter((each) => !(ts.getCombinedModifierFlags(each.declaration) & hidden))
      .map((each) => each.name)
  }
}

function isGeneric({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some(
    (each) =>
      (ts.isClassDeclaration(each) || ts.isInterfaceDeclaration(each)) &&
      each.typeParameters !== undefined,
  )
}

const types =
  ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Enum

export function classOf(symbol: ts.Symbol): ts.ClassDeclaration | undefined {
  return symbol.declarations?.find(ts.isClassDeclaration)
}
