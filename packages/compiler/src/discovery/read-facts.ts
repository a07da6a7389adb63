import ts from '#typescript'
import type { MethodModel, ParameterModel } from '../model/method-model.js'
import type { TypeFacts } from '../model/type-facts.js'
import type { NamedType, TypeUse } from '../model/type-ref.js'
import { runtimeId } from '../vocabulary.js'
import { basesOf } from './bases.js'
import { isPublicConstructor, readConstructor } from './constructor.js'
import { locate } from './locate.js'
import { madeOf } from './made-of.js'
import { publicData, type Natures } from './nature.js'
import type { ProgramView } from './program-view.js'
import { isAbstract } from './read-class.js'
import { readMethod, reportUntyped } from './read-method.js'
import { TypeReader } from './read-type.js'
import { readWireName } from './read-wire-name.js'
import type { Mention, Reading, Recipe } from './reading.js'

/** What is known of a type that somebody named. What it names in turn goes into the reading. */
export function readFacts(
  mention: Mention & { readonly ref: NamedType; readonly symbol: ts.Symbol },
  natures: Natures,
  view: ProgramView,
  reading: Reading,
): TypeFacts {
  const { symbol } = mention
  const type = declaredType(symbol, mention.type, view)
  const nature = natures.natureOf(symbol, type)
  const declaration = symbol.declarations?.[0]
  const ofUser = view.runtime.nameOf(symbol) === undefined && !view.ids.isGlobal(symbol)
  const bases = basesOf(symbol, view, reading)
  const alias = symbol.declarations?.find(ts.isTypeAliasDeclaration)
  const parts = alias === undefined ? [] : madeOf(type, alias.type, view, reading)
  const named = ofUser && declaration !== undefined && nature === 'data'
  const wireName = named ? readWireName(declaration, view, reading) : undefined
  return {
    id: view.ids.idOf(symbol),
    name: view.ids.nameOf(symbol),
    declaration: declarationKind(symbol),
    import: view.ids.importOf(symbol),
    nature,
    typeParameters: typeParametersOf(type),
    bases,
    ...(parts.length === 0 ? {} : { madeOf: parts }),
    constructorParameters:
      ofUser && nature === 'service' ? constructorOf(symbol, view, reading) : undefined,
    execute: bases.some((each) => each.id === runtimeId('SideEffect'))
      ? readExecute(symbol, view, reading)
      : undefined,
    members: ofUser && nature === 'data' ? readMembers(symbol, type, view, reading) : {},
    ...(wireName === undefined ? {} : { wireName }),
    isError: isError(symbol, bases),
    disposable: disposableBy(type, view),
    location: declaration
      ? locate(view.root, nameNode(declaration))
      : { file: '', line: 1, column: 1, length: 1 },
  }
}

/** Of a generic type its declaration: facts belong to the name, whatever its arguments. */
function declaredType(symbol: ts.Symbol, type: ts.Type, { checker }: ProgramView): ts.Type {
  const declares =
    ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Enum
  return symbol.flags & declares ? checker.getDeclaredTypeOfSymbol(symbol) : type
}

/** As TypeScript calls them, in the order of the arguments; an alias has none that its values would have. */
function typeParametersOf(type: ts.Type): readonly string[] {
  return type.isClassOrInterface()
    ? (type.typeParameters ?? []).map(({ symbol }) => symbol.name)
    : []
}

function declarationKind({ flags }: ts.Symbol): TypeFacts['declaration'] {
  if (flags & ts.SymbolFlags.Class) return 'class'
  if (flags & ts.SymbolFlags.Interface) return 'interface'
  return flags & ts.SymbolFlags.Enum ? 'enum' : 'alias'
}

function constructorOf(
  symbol: ts.Symbol,
  view: ProgramView,
  reading: Reading,
): readonly ParameterModel[] | undefined {
  const declaration = symbol.declarations?.find(ts.isClassDeclaration)
  if (declaration === undefined || isAbstract(declaration)) return undefined
  if (!isPublicConstructor(declaration, view)) return undefined
  return readConstructor(declaration, view, reading)
}

function readExecute(
  symbol: ts.Symbol,
  view: ProgramView,
  reading: Reading,
): MethodModel | undefined {
  const type = view.checker.getDeclaredTypeOfSymbol(symbol)
  const property = view.checker.getPropertyOfType(type, 'execute')
  const declaration = property?.declarations?.filter(ts.isMethodDeclaration).at(-1)
  if (property === undefined || declaration === undefined) return undefined
  const site = {
    name: 'execute',
    declaration,
    callable: declaration,
    isStatic: false,
    marks: noMarks,
    // Of the class itself: an inherited one speaks of what stands for the type parameters of its base.
    signature: ({ checker }: ProgramView) => {
      const heir = typeAt(symbol.declarations![0]!, checker)
      const found = checker.getPropertyOfType(heir, 'execute')
      const callable = found && checker.getTypeOfSymbolAtLocation(found, declaration)
      return callable?.getCallSignatures().at(-1)
    },
  }
  const execute = readMethod(site, view, reading)
  reportUntyped(execute.parameters, `${view.ids.nameOf(symbol)}.execute`, reading)
  return execute
}

const noMarks = {
  routes: [],
  phase: undefined,
  ignore: false,
  nonTransactional: false,
  emptyResponse: false,
  onMissing: undefined,
  produces: [],
  use: [],
} as const

/** Public data members; getters and methods are none. */
function readMembers(
  symbol: ts.Symbol,
  type: ts.Type,
  view: ProgramView,
  reading: Reading,
): Readonly<Record<string, TypeUse>> {
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return {}
  const reader = new TypeReader(view, reading)
  const at = symbol.declarations?.[0]
  if (at === undefined) return {}
  return Object.fromEntries(
    publicData(type, view).map((property) => {
      const recipe: Recipe = ({ checker }) => {
        const found = checker.getPropertyOfType(typeAt(at, checker), property.name)
        return found && checker.getTypeOfSymbolAtLocation(found, at)
      }
      return [property.name, reader.readProperty(property, at, recipe)]
    }),
  )
}

function typeAt(declaration: ts.Declaration, checker: ts.TypeChecker): ts.Type {
  const name = ts.getNameOfDeclaration(declaration)
  const symbol = name && checker.getSymbolAtLocation(name)
  return symbol === undefined
    ? checker.getTypeAtLocation(declaration)
    : checker.getDeclaredTypeOfSymbol(symbol)
}

function isError(symbol: ts.Symbol, bases: readonly NamedType[]): boolean {
  return symbol.name === 'Error' || bases.some((each) => each.id === 'lib#Error')
}

function disposableBy(type: ts.Type, { checker }: ProgramView): TypeFacts['disposable'] {
  if (!(type.flags & ts.TypeFlags.Object)) return undefined
  const names = checker.getPropertiesOfType(type).map(({ escapedName }) => String(escapedName))
  if (names.some((each) => each.startsWith('__@asyncDispose@'))) return 'async'
  return names.some((each) => each.startsWith('__@dispose@')) ? 'sync' : undefined
}

function nameNode(declaration: ts.Declaration): ts.Node {
  return ts.getNameOfDeclaration(declaration) ?? declaration
}
