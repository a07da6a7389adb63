import ts from '#typescript'
import type { ImportRef, TypeId } from '../model/type-ref.js'
import { runtimePackage } from '../vocabulary.js'
import { locate, relativePath } from './locate.js'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'

/** From a symbol of the checker to the id of the type and to the ways to import it. Symbols come with aliases followed. */
export class TypeIds {
  readonly #view: Omit<ProgramView, 'ids' | 'owners'>
  readonly #ids = new Map<ts.Symbol, TypeId>()
  readonly #exportNames = new Map<ts.SourceFile, ReadonlyMap<ts.Symbol, string>>()
  readonly #packageEntries = new Map<string, ts.SourceFile | undefined>()

  constructor(view: Omit<ProgramView, 'ids' | 'owners'>) {
    this.#view = view
  }

  idOf(symbol: ts.Symbol): TypeId {
    let id = this.#ids.get(symbol)
    if (id === undefined) {
      id = this.#makeId(symbol)
      this.#ids.set(symbol, id)
    }
    return id
  }

  /** Of a type without a name: where it is written. */
  placeOf(node: ts.Node): TypeId {
    const { file, line, column } = locate(this.#view.root, node)
    return `${file}#${line}:${column}`
  }

  /** What people call it: `Todo`, `NodeJS.Timeout`; a class without a name is called after its file. */
  nameOf(symbol: ts.Symbol): string {
    const ours = this.#view.runtime.nameOf(symbol)
    if (ours !== undefined) return ours
    const name = qualifiedName(symbol)
    return name === 'default' ? nameAfterFile(sourceOf(symbol)) : name
  }

  isGlobal(symbol: ts.Symbol): boolean {
    return this.idOf(symbol).startsWith('lib#')
  }

  /** How the file that declares it, or its package, exports it; `undefined` for what is not exported, and for globals. */
  importOf(symbol: ts.Symbol): ImportRef | undefined {
    const ours = this.#view.runtime.exportedName(symbol)
    if (ours !== undefined) return { kind: 'module', specifier: runtimePackage, name: ours }
    const source = sourceOf(symbol)
    if (source === undefined || this.isGlobal(symbol)) return undefined
    if (source.fileName.includes('/node_modules/')) return this.#packageImport(symbol, source)
    const name = this.#exportsOf(source).get(symbol)
    if (name === undefined) return undefined
    return { kind: 'file', path: relativePath(this.#view.root, source.fileName), name }
  }

  /** How the file in which the name stands imports it, or `undefined` when it does not import it by name. */
  importAsWritten(name: ts.EntityName | ts.Expression | ts.ImportTypeNode): ImportRef | undefined {
    // What a package imports is no name for the user's files.
    if (name.getSourceFile().fileName.includes('/node_modules/')) return undefined
    if (ts.isImportTypeNode(name)) {
      const { argument, qualifier } = name
      if (!ts.isLiteralTypeNode(argument) || !ts.isStringLiteral(argument.literal)) return undefined
      if (qualifier === undefined || !ts.isIdentifier(qualifier)) return undefined
      return this.#importFrom(argument.literal, qualifier.text)
    }
    const [namespace, member] = ts.isQualifiedName(name)
      ? [name.left, name.right.text]
      : ts.isPropertyAccessExpression(name)
        ? [name.expression, name.name.text]
        : [undefined, undefined]
    const declaration = this.#view.checker.getSymbolAtLocation(namespace ?? name)?.declarations?.[0]
    if (declaration === undefined) return undefined
    if (ts.isImportSpecifier(declaration) && member === undefined) {
      const from = declaration.parent.parent.parent.moduleSpecifier
      return this.#importFrom(from, (declaration.propertyName ?? declaration.name).text)
    }
    if (ts.isImportClause(declaration) && member === undefined) {
      return this.#importFrom(declaration.parent.moduleSpecifier, 'default')
    }
    if (ts.isNamespaceImport(declaration) && member !== undefined) {
      return this.#importFrom(declaration.parent.parent.moduleSpecifier, member)
    }
    return undefined
  }

  #importFrom(specifier: ts.Node, name: string): ImportRef | undefined {
    if (!ts.isStringLiteral(specifier)) return undefined
    if (!specifier.text.startsWith('.')) {
      return { kind: 'module', specifier: specifier.text, name }
    }
    const module = this.#view.checker.getSymbolAtLocation(specifier)?.valueDeclaration
    if (module === undefined || !ts.isSourceFile(module)) return undefined
    if (module.fileName.includes('/node_modules/')) return undefined
    return { kind: 'file', path: relativePath(this.#view.root, module.fileName), name }
  }

  #packageImport(symbol: ts.Symbol, source: ts.SourceFile): ImportRef | undefined {
    const specifier = packageOf(source.fileName)
    const entry = this.#packageEntry(specifier, source)
    const name = entry && this.#exportsOf(entry).get(symbol)
    return name === undefined ? undefined : { kind: 'module', specifier, name }
  }

  #packageEntry(specifier: string, from: ts.SourceFile): ts.SourceFile | undefined {
    if (!this.#packageEntries.has(specifier)) {
      const { program } = this.#view
      const start = program.getRootFileNames()[0] ?? from.fileName
      const resolved = ts.resolveModuleName(specifier, start, program.getCompilerOptions(), ts.sys)
      const file = resolved.resolvedModule?.resolvedFileName
      this.#packageEntries.set(specifier, file === undefined ? file : program.getSourceFile(file))
    }
    return this.#packageEntries.get(specifier)
  }

  #exportsOf(source: ts.SourceFile): ReadonlyMap<ts.Symbol, string> {
    let names = this.#exportNames.get(source)
    if (names === undefined) {
      names = this.#readExports(source)
      this.#exportNames.set(source, names)
    }
    return names
  }

  #readExports(source: ts.SourceFile): ReadonlyMap<ts.Symbol, string> {
    const { checker } = this.#view
    const module = checker.getSymbolAtLocation(source)
    const names = new Map<ts.Symbol, string>()
    if (module === undefined) return names
    const namespaces: { readonly symbol: ts.Symbol; readonly prefix: string }[] = []
    for (const each of checker.getExportsOfModule(module)) {
      // `export { Todo as 'to-do' }`: generated code imports identifiers only.
      if (!isIdentifierText(each.name)) continue
      const symbol = followAlias(each, checker)
      // Of several names of one symbol its own is the best, `default` the last.
      const known = names.get(symbol)
      if (known === undefined || known === 'default' || each.name === declaredName(symbol)) {
        names.set(symbol, each.name)
      }
      if (isNamespace(symbol)) namespaces.push({ symbol, prefix: `${each.name}.` })
    }
    for (let inner = namespaces.shift(); inner !== undefined; inner = namespaces.shift()) {
      for (const each of checker.getExportsOfModule(inner.symbol)) {
        const symbol = followAlias(each, checker)
        if (names.has(symbol) || !isIdentifierText(each.name)) continue
        const name = inner.prefix + each.name
        names.set(symbol, name)
        if (isNamespace(symbol)) namespaces.push({ symbol, prefix: `${name}.` })
      }
    }
    return names
  }

  #makeId(symbol: ts.Symbol): TypeId {
    const ours = this.#view.runtime.nameOf(symbol)
    if (ours !== undefined) return `${runtimePackage}#${ours}`
    const source = sourceOf(symbol)
    const name = qualifiedName(symbol)
    if (source === undefined) return `lib#${name}`
    if (this.#declaredGlobally(symbol, source)) return `lib#${name}`
    const local = isLocal(symbol) ? this.placeOf(symbol.declarations![0]!).split('#')[1] : undefined
    const place = local === undefined ? name : `${name}@${local}`
    return `${fileId(this.#view.root, source.fileName)}#${place}`
  }

  /** Of lib files and of the global scope of packages: `AbortSignal` comes from lib.dom or from @types/node. */
  #declaredGlobally(symbol: ts.Symbol, source: ts.SourceFile): boolean {
    if (this.#view.program.isSourceFileDefaultLibrary(source)) return true
    if (!source.fileName.includes('/node_modules/')) return false
    if (!ts.isExternalModule(source)) return !inAmbientModule(symbol)
    return (symbol.declarations ?? []).some(inGlobalAugmentation)
  }
}

/** `pkg/dist/foo#Foo`: not where the package happens to be installed. */
function fileId(root: string, file: string): string {
  const at = file.lastIndexOf('/node_modules/')
  if (at === -1) return relativePath(root, file)
  return file.slice(at + '/node_modules/'.length).replace(/\.d\.[cm]?ts$/, '')
}

function packageOf(file: string): string {
  const inside = file.slice(file.lastIndexOf('/node_modules/') + '/node_modules/'.length)
  const parts = inside.split('/')
  const name = inside.startsWith('@') ? `${parts[0]}/${parts[1]}` : (parts[0] ?? inside)
  if (!name.startsWith('@types/')) return name
  const bare = name.slice('@types/'.length)
  return bare.includes('__') ? `@${bare.replace('__', '/')}` : bare
}

function sourceOf(symbol: ts.Symbol): ts.SourceFile | undefined {
  return symbol.declarations?.[0]?.getSourceFile()
}

/** `namespace NS { … }`, and not a whole file behind `export * as`. */
function isNamespace({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some(
    (each) => ts.isModuleDeclaration(each) && ts.isIdentifier(each.name) && !isGlobalScope(each),
  )
}

function isIdentifierText(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name)
}

function declaredName(symbol: ts.Symbol): string {
  const declaration = symbol.declarations?.[0]
  const name = declaration && ts.getNameOfDeclaration(declaration)
  return name !== undefined && ts.isIdentifier(name) ? name.text : symbol.name
}

/** With the namespaces around it. */
function qualifiedName(symbol: ts.Symbol): string {
  const names = [declaredName(symbol)]
  for (const node of around(symbol.declarations?.[0])) {
    if (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name) && !isGlobalScope(node)) {
      names.unshift(node.name.text)
    }
  }
  return names.join('.')
}

/** What a declaration stands in, the nearest first. */
function* around(declaration: ts.Node | undefined): Iterable<ts.Node> {
  let node: ts.Node | undefined = declaration?.parent
  while (node !== undefined) {
    yield node
    node = node.parent
  }
}

function isLocal(symbol: ts.Symbol): boolean {
  for (const node of around(symbol.declarations?.[0])) {
    if (ts.isFunctionLike(node) || ts.isBlock(node) || ts.isClassLike(node)) return true
  }
  return false
}

function inGlobalAugmentation(declaration: ts.Node): boolean {
  for (const node of around(declaration)) {
    if (ts.isModuleDeclaration(node) && isGlobalScope(node)) return true
  }
  return false
}

/** `declare module 'events' { class EventEmitter … }` in a file that is no module. */
function inAmbientModule(symbol: ts.Symbol): boolean {
  const declarations = symbol.declarations ?? []
  return declarations.every((declaration) => {
    if (inGlobalAugmentation(declaration)) return false
    for (const node of around(declaration)) {
      if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) return true
    }
    return false
  })
}

function isGlobalScope(node: ts.ModuleDeclaration): boolean {
  return (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0
}

function nameAfterFile(source: ts.SourceFile | undefined): string {
  const base =
    source?.fileName
      .split('/')
      .at(-1)
      ?.replace(/\.[cm]?[jt]sx?$/, '') ?? 'default'
  const name = base
    .split(/[^\p{L}\p{N}_$]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
  return /^\d/.test(name) || name === '' ? `_${name}` : name
}
