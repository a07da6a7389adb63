import ts from '#typescript'
import type { ClassModel } from '../model/method-model.js'
import type { NamedType } from '../model/type-ref.js'
import { methodsOf } from './class-methods.js'
import { isPublicConstructor, readConstructor } from './constructor.js'
import { documentationOf } from './documentation.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { readClassMarks, readMethodMarks } from './read-marks.js'
import { readMethod } from './read-method.js'
import type { Reading } from './reading.js'
import { readRoutesProperty } from './routes-property.js'

export function readClass(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
  {
    within = [],
    handling = new Set(),
  }: {
    /** What it is applied by, as a middleware of a middleware. */
    readonly within?: readonly ts.ClassDeclaration[]
    /** Methods that handle messages. */
    readonly handling?: ReadonlySet<ts.Node>
  } = {},
): ClassModel {
  const symbol = symbolOfClass(declaration, view)
  const found = methodsOf(declaration, view)
  const documentation = documentationOf(declaration)
  const around = [...within, declaration]
  const routes = readRoutesProperty(
    declaration,
    new Set(found.map((each) => each.name)),
    view,
    reading,
  )
  return {
    type: nameClass(declaration, symbol, view, reading),
    exported: symbol !== undefined && view.ids.importOf(symbol) !== undefined,
    isAbstract: isAbstract(declaration),
    ...(!isPublicConstructor(declaration, view) && { hidesConstructor: true as const }),
    constructorParameters: readConstructor(declaration, view, reading),
    methods: found.map((each) => {
      const handles = handling.has(each.declaration)
      const site = { ...each, handles }
      const marks = readMethodMarks(site, routes.get(each.name) ?? [], view, reading, around)
      return readMethod({ ...site, marks }, view, reading)
    }),
    marks: readClassMarks(declaration, view, reading, around),
    ...(handling.size > 0 && hasErrorRules(symbol, view) && { hasErrorRules: true as const }),
    ...(documentation === undefined ? {} : { documentation }),
    location: locate(view.root, declaration.name ?? declaration),
  }
}

/** `static readonly errors = [onError(…)…]`, be it inherited: nothing of it runs when the code is built. */
function hasErrorRules(symbol: ts.Symbol | undefined, { checker, runtime }: ProgramView): boolean {
  const made = symbol?.valueDeclaration && checker.getTypeOfSymbol(symbol)
  const property = made && checker.getPropertyOfType(made, 'errors')
  const declaration = property?.valueDeclaration
  if (property === undefined || declaration === undefined) return false
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  if (ts.getCombinedModifierFlags(declaration) & hidden) return false
  const element = checker.getTypeOfSymbolAtLocation(property, declaration).getNumberIndexType()
  return runtime.knownName(element?.getSymbol()) === 'ErrorRule'
}

export function symbolOfClass(
  declaration: ts.ClassDeclaration,
  { checker }: ProgramView,
): ts.Symbol | undefined {
  return declaration.name
    ? checker.getSymbolAtLocation(declaration.name)
    : checker.getTypeAtLocation(declaration).getSymbol()
}

function nameClass(
  declaration: ts.ClassDeclaration,
  symbol: ts.Symbol | undefined,
  view: ProgramView,
  reading: Reading,
): NamedType {
  const type = view.checker.getTypeAtLocation(declaration)
  if (symbol === undefined) {
    return { kind: 'named', id: view.ids.placeOf(declaration), name: 'anonymous', args: [] }
  }
  const { ids } = view
  const ref: NamedType = { kind: 'named', id: ids.idOf(symbol), name: ids.nameOf(symbol), args: [] }
  reading.mention({
    ref,
    symbol,
    type,
    node: declaration,
    import: undefined,
    isValue: false,
  })
  return ref
}

export function isAbstract(declaration: ts.ClassDeclaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) !== 0
}
