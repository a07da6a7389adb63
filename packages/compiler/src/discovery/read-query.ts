import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { QueryModel, QueryStep, StepArgument } from '../model/query-model.js'
import type { NamedType, TypeUse } from '../model/type-ref.js'
import { isOneOf, queryTypes, type RuntimeName } from '../vocabulary.js'
import { bareType } from './bare-type.js'
import { extendedClass, userBases } from './class-methods.js'
import { classNamed } from './known-calls.js'
import { locate } from './locate.js'
import type { StoredUse } from './document-uses.js'
import type { ProgramView } from './program-view.js'
import { symbolOfClass, isAbstract } from './read-class.js'
import { ExpressionReader } from './read-expression.js'
import { readChain } from './read-query-chain.js'
import { TypeReader } from './read-type.js'
import type { Reading, Recipe } from './reading.js'
import { followAlias } from './runtime-symbols.js'
import { typeArguments } from './type-arguments.js'

export interface ReadQueries {
  readonly queries: readonly QueryModel[]
  /** Documents that a query asks for, though nothing else may store them. */
  readonly stored: readonly StoredUse[]
}

/** The classes of a file that implement `CompiledQuery` or `CompiledListQuery`, themselves or by a class above. */
export function readQueries(
  source: ts.SourceFile,
  classes: readonly ts.ClassDeclaration[],
  view: ProgramView,
  reading: Reading,
): ReadQueries {
  const isNamed = /\b(Compiled(List)?Query|Queryable)\b/.test(source.text)
  const found = classes
    .filter((each) => isNamed || extendedClass(each, view) !== undefined)
    .flatMap((each) => readQuery(each, view, reading) ?? [])
  return {
    queries: found.flatMap((each) => each.model ?? []),
    stored: found.flatMap((each) => each.stored),
  }
}

interface FoundQuery {
  readonly model: QueryModel | undefined
  readonly stored: readonly StoredUse[]
}

function readQuery(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): FoundQuery | undefined {
  const implemented = implementedQuery(declaration, view)
  if (isAbstract(declaration)) return undefined
  if (implemented === undefined) {
    reportUnsaid(declaration, view, reading)
    return undefined
  }
  const { checker, ids, root } = view
  const symbol = symbolOfClass(declaration, view)
  const name = symbol === undefined ? 'The class' : ids.nameOf(symbol)
  const refuseAs = (code: 'query-not-compilable' | 'query-not-translatable') => {
    return (node: ts.Node, message: string, help: string) =>
      reading.report(diagnostic(code, locate(root, node), { message, help }))
  }
  const refuse = refuseAs('query-not-compilable')

  const asked = implemented.typeArguments?.[0]
  const documentSymbol = asked && checker.getTypeFromTypeNode(asked).getSymbol()
  if (
    asked === undefined ||
    documentSymbol === undefined ||
    !(documentSymbol.flags & ts.SymbolFlags.Class)
  ) {
    refuse(
      asked ?? implemented,
      `${name} does not say which documents it is asked of`,
      'Name the class of the documents: implements CompiledListQuery<Todo>',
    )
    return undefined
  }
  const stored: readonly StoredUse[] = [{ kind: 'document', symbol: documentSymbol, node: asked }]
  const withoutModel = { model: undefined, stored }
  const place = declaration.name ?? declaration
  if (declaration.typeParameters !== undefined) {
    refuse(
      place,
      `${name} is generic, and a query is compiled to one statement`,
      'Write a class for each type',
    )
    return withoutModel
  }
  if (symbol === undefined || ids.importOf(symbol) === undefined) {
    refuse(
      place,
      `${name} is not exported, and generated code imports it`,
      'Export the class by name',
    )
    return withoutModel
  }

  const chain = readChain(declaration, name, view, refuseAs('query-not-translatable'))
  if (chain === undefined) return withoutModel
  const expressions = new ExpressionReader(view)
  const types = new TypeReader(view, reading)
  const included: StoredUse[] = []
  const steps: QueryStep[] = []
  for (const call of chain) {
    const args = call.arguments.map((each): StepArgument => {
      const type = classNamed(each, view)
      if (type === undefined) return expressions.readArgument(each)
      included.push({ kind: 'document', symbol: type, node: each })
      return { kind: 'class', type: nameOf(type, view), location: locate(root, each) }
    })
    const access = call.expression as ts.PropertyAccessExpression
    steps.push({
      method: access.name.text,
      arguments: args,
      location: locate(root, access.name),
      result: readResult(call, types, view),
    })
  }
  const type = nameOf(symbol, view)
  reading.mention({
    ref: type,
    symbol,
    type: checker.getDeclaredTypeOfSymbol(symbol),
    node: declaration,
    import: undefined,
    isValue: false,
  })
  const last = steps.at(-1)
  const model: QueryModel = {
    type,
    document: nameOf(documentSymbol, view),
    steps,
    isList: queryName(implemented, view) === 'CompiledListQuery',
    answer: last?.result ?? types.readNode(asked),
    location: locate(root, place),
  }
  return { model, stored: [...stored, ...included] }
}

/** `CompiledListQuery<Todo>` of `implements`, here or above. */
function implementedQuery(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
): ts.ExpressionWithTypeArguments | undefined {
  return [declaration, ...userBases(declaration, view)]
    .flatMap(({ heritageClauses = [] }) => heritageClauses)
    .filter(({ token }) => token === ts.SyntaxKind.ImplementsKeyword)
    .flatMap(({ types }) => types)
    .find((each) => isOneOf(queryName(each, view), queryTypes))
}

/** Without the word, what is meant as a query would be data like any other. */
function reportUnsaid(declaration: ts.ClassDeclaration, view: ProgramView, reading: Reading): void {
  const { checker, runtime, root } = view
  const method = declaration.members.find(
    (each): each is ts.MethodDeclaration =>
      ts.isMethodDeclaration(each) && ts.isIdentifier(each.name) && each.name.text === 'query',
  )
  const type = method?.parameters[0]?.type
  if (method === undefined || type === undefined || !ts.isTypeReferenceNode(type)) return
  const symbol = checker.getSymbolAtLocation(type.typeName)
  if (runtime.knownName(symbol && followAlias(symbol, checker)) !== 'Queryable') return
  const name = declaration.name?.text ?? 'The class'
  const of = type.typeArguments?.[0]?.getText() ?? 'Todo'
  reading.report(
    diagnostic('query-not-compilable', locate(root, declaration.name ?? declaration), {
      message: `${name} asks a Queryable, and implements neither CompiledListQuery nor CompiledQuery`,
      help: `Say what it answers: implements CompiledListQuery<${of}>, or CompiledQuery<${of}, number> and the like`,
    }),
  )
}

function queryName(
  { expression }: ts.ExpressionWithTypeArguments,
  { checker, runtime }: ProgramView,
): RuntimeName | undefined {
  const found = checker.getSymbolAtLocation(expression)
  return runtime.knownName(found && followAlias(found, checker))
}

/** What `Queryable` or `Answer` is of. */
function readResult(call: ts.CallExpression, types: TypeReader, view: ProgramView): TypeUse {
  const recipe: Recipe = (current) => {
    const whole = bareType(current.checker.getTypeAtLocation(call), current).type
    return whole && typeArguments(whole, current)[0]
  }
  const type = recipe(view) ?? view.checker.getTypeAtLocation(call)
  return types.read({ type, written: undefined, node: call, recipe })
}

function nameOf(symbol: ts.Symbol, { ids }: ProgramView): NamedType {
  return { kind: 'named', id: ids.idOf(symbol), name: ids.nameOf(symbol), args: [] }
}
