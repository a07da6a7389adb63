import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { IndexModel } from '../model/application-model.js'
import type { OurCall } from './decorators.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { Reading } from './reading.js'
import { valueType } from './value-type.js'

/** `@Doc({ indexes: ['roomType, date', { members: ['email'], unique: true }] })` */
export function readIndexes(
  { call }: OurCall,
  document: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): readonly IndexModel[] {
  const options = call.arguments[0]
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return []
  const written = options.properties.find((each) => each.name?.getText() === 'indexes')
  if (written === undefined) return []
  const list = ts.isPropertyAssignment(written) ? plain(written.initializer) : undefined
  if (list === undefined || !ts.isArrayLiteralExpression(list)) {
    notLiteral(written, view, reading)
    return []
  }
  return list.elements.flatMap((each) => readIndex(plain(each), document, view, reading) ?? [])
}

function readIndex(
  node: ts.Expression,
  document: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): IndexModel | undefined {
  const index = ts.isStringLiteralLike(node)
    ? { names: node.text.split(',').map((each) => each.trim()), unique: false, gin: false }
    : readObject(node)
  if (index === undefined) {
    notLiteral(node, view, reading)
    return undefined
  }
  const members = index.names.map((name) => {
    const path = name.split('.')
    const kind = kindOf(path, document, view)
    if (kind !== undefined && isIndexed(kind, index.gin)) return { path, kind }
    const what =
      kind === undefined
        ? `${document.name?.text ?? 'The document'} has no member ${name}`
        : `${name} is a ${kind}, and ${index.gin ? 'a GIN index is of lists and objects' : 'has no order'}`
    reading.report(
      diagnostic('invalid-index', locate(view.root, node), {
        message: what,
        ...(kind === 'list' ? { help: `Write { members: ['${name}'], gin: true }` } : {}),
      }),
    )
    return undefined
  })
  if (members.length === 0 || members.includes(undefined)) return undefined
  return {
    members: members.filter((each) => each !== undefined),
    unique: index.unique,
    gin: index.gin,
  }
}

function readObject(node: ts.Expression) {
  if (!ts.isObjectLiteralExpression(node)) return undefined
  let names: readonly string[] | undefined
  const flags = { unique: false, gin: false }
  for (const each of node.properties) {
    const name = each.name?.getText()
    if (!ts.isPropertyAssignment(each)) return undefined
    const value = plain(each.initializer)
    if (name === 'members' && ts.isArrayLiteralExpression(value)) {
      const written = value.elements.filter(ts.isStringLiteralLike)
      if (written.length < value.elements.length) return undefined
      names = written.map((element) => element.text)
    } else if (name === 'unique' || name === 'gin') {
      if (value.kind !== ts.SyntaxKind.TrueKeyword && value.kind !== ts.SyntaxKind.FalseKeyword) {
        return undefined
      }
      flags[name] = value.kind === ts.SyntaxKind.TrueKeyword
    } else return undefined
  }
  return names && { names, ...flags }
}

function kindOf(path: readonly string[], document: ts.ClassDeclaration, view: ProgramView) {
  const { checker } = view
  let type = checker.getTypeAtLocation(document)
  for (const name of path) {
    const property = checker.getPropertyOfType(checker.getNonNullableType(type), name)
    if (property === undefined) return undefined
    type = checker.getTypeOfSymbolAtLocation(property, document)
  }
  return valueType(type, view).kind
}

function isIndexed(kind: IndexModel['members'][number]['kind'], gin: boolean): boolean {
  if (gin) return kind === 'list' || kind === 'object'
  return ['text', 'number', 'boolean', 'bigint', 'date'].includes(kind)
}

function plain(expression: ts.Expression): ts.Expression {
  let current = expression
  while (ts.isAsExpression(current) || ts.isParenthesizedExpression(current)) {
    current = current.expression
  }
  return current
}

function notLiteral(node: ts.Node, view: ProgramView, reading: Reading): void {
  reading.report(
    diagnostic('decorator-argument-not-literal', locate(view.root, node), {
      message: 'The indexes of Doc are known only when the program runs',
    }),
  )
}
