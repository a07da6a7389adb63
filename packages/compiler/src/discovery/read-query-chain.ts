import ts from '#typescript'
import { userBases } from './class-methods.js'
import type { ProgramView } from './program-view.js'
import { returned, whatStatement } from './query-function.js'

export type Refuse = (node: ts.Node, message: string, help: string) => void

/** The calls on the parameter of `query`, the first first; of a class above where the class has none. */
export function readChain(
  declaration: ts.ClassDeclaration,
  name: string,
  view: ProgramView,
  refuse: Refuse,
): readonly ts.CallExpression[] | undefined {
  const found = [declaration, ...userBases(declaration, view)]
    .map(queryFunction)
    .find((each) => each !== undefined)
  if (found === undefined) {
    refuse(
      declaration.name ?? declaration,
      `${name} has no method query that can be read`,
      'Write query(documents) { return documents.where(…) } in the class',
    )
    return undefined
  }
  const body = found.body && returned(found.body)
  const [parameter] = found.parameters
  const oneChain = 'A query is one chain of calls: return documents.where(…).orderBy(…)'
  if (body === undefined || parameter === undefined) {
    refuse(found, `${name}.query takes the documents and returns what it asks for`, oneChain)
    return undefined
  }
  if ('statement' in body) {
    const { statement } = body
    const help = ts.isIfStatement(statement)
      ? 'Write an optional condition in place: this.name === undefined || document.name === this.name'
      : oneChain
    refuse(statement, `${whatStatement(statement)} cannot be translated`, help)
    return undefined
  }
  const calls: ts.CallExpression[] = []
  let current = body
  while (ts.isCallExpression(current) && ts.isPropertyAccessExpression(current.expression)) {
    calls.unshift(current)
    current = current.expression.expression
  }
  const documents = view.checker.getSymbolAtLocation(parameter.name)
  if (!ts.isIdentifier(current) || view.checker.getSymbolAtLocation(current) !== documents) {
    refuse(current, `This is not the parameter of ${name}.query`, oneChain)
    return undefined
  }
  return calls
}

/** A method, or a member that holds an arrow function. */
function queryFunction(
  declaration: ts.ClassDeclaration,
): ts.MethodDeclaration | ts.ArrowFunction | undefined {
  for (const member of declaration.members) {
    if (member.name === undefined || member.name.getText() !== 'query') continue
    if (ts.isMethodDeclaration(member) && member.body !== undefined) return member
    if (
      ts.isPropertyDeclaration(member) &&
      member.initializer &&
      ts.isArrowFunction(member.initializer)
    ) {
      return member.initializer
    }
  }
  return undefined
}
