import ts from '#typescript'
import type { ProgramView } from './program-view.js'
import { leaves } from './round-trips.js'
import { isSessionRead } from './session-calls.js'

/** The second of two awaited reads where neither needs the other's result. */
export function sequentialRead(body: ts.Block, view: ProgramView): ts.Expression | undefined {
  return new SequentialReads(view).statements(body.statements, [])
}

/** A read that was waited for, and what is known because of it. */
interface EarlierRead {
  /** Names that hold its result or come from it. */
  readonly names: ReadonlySet<string>
  /** The rest only runs when the result is as it should be. */
  readonly guards: boolean
}

class SequentialReads {
  readonly #view: ProgramView

  constructor(view: ProgramView) {
    this.#view = view
  }

  statements(
    list: readonly ts.Statement[],
    before: readonly EarlierRead[],
  ): ts.Expression | undefined {
    let earlier = before
    for (const statement of list) {
      if (ts.isIfStatement(statement)) {
        const guarded = guardedBy(statement.expression, earlier)
        const found =
          this.#branch(statement.thenStatement, guarded) ??
          (statement.elseStatement && this.#branch(statement.elseStatement, guarded))
        if (found !== undefined) return found
        if (leaves(statement.thenStatement)) earlier = guarded
        continue
      }
      for (const awaited of this.#awaitedReads(statement)) {
        const second = earlier.some((first) => !isNeeded(first, awaited, statement))
        if (second) return awaited.expression
        earlier = [...earlier, { names: namesOf(statement), guards: false }]
      }
      earlier = after(statement, earlier)
    }
    return undefined
  }

  #branch(statement: ts.Statement, earlier: readonly EarlierRead[]): ts.Expression | undefined {
    return this.statements(ts.isBlock(statement) ? statement.statements : [statement], earlier)
  }

  /** Not those of loops and inner functions. */
  #awaitedReads(statement: ts.Statement): readonly ts.AwaitExpression[] {
    if (ts.isIterationStatement(statement, false)) return []
    const found: ts.AwaitExpression[] = []
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node)) return
      ts.forEachChild(node, visit)
      if (ts.isAwaitExpression(node) && this.#reads(node.expression)) found.push(node)
    }
    visit(statement)
    return found
  }

  #reads(node: ts.Node): boolean {
    if (ts.isAwaitExpression(node)) return false
    if (ts.isCallExpression(node) && isSessionRead(node, this.#view)) return true
    return ts.forEachChild(node, (each) => this.#reads(each)) ?? false
  }
}

function isNeeded(
  first: EarlierRead,
  second: ts.AwaitExpression,
  statement: ts.Statement,
): boolean {
  if (first.guards || mentions(second, first.names)) return true
  // A condition around it, in the same statement: `board && (await …)`.
  for (let node: ts.Node = second; node !== statement; node = node.parent) {
    const { parent } = node
    if (ts.isConditionalExpression(parent) && mentions(parent.condition, first.names)) return true
    if (
      ts.isBinaryExpression(parent) &&
      parent.right === node &&
      mentions(parent.left, first.names)
    ) {
      return true
    }
  }
  return false
}

/** Names that come from a result carry it on; a call that is given one may throw. */
function after(statement: ts.Statement, earlier: readonly EarlierRead[]): readonly EarlierRead[] {
  return earlier.map((each) => {
    if (!mentions(statement, each.names)) return each
    if (ts.isVariableStatement(statement)) {
      return { ...each, names: new Set([...each.names, ...namesOf(statement)]) }
    }
    return { ...each, guards: true }
  })
}

function guardedBy(
  condition: ts.Expression,
  earlier: readonly EarlierRead[],
): readonly EarlierRead[] {
  return earlier.map((each) => (mentions(condition, each.names) ? { ...each, guards: true } : each))
}

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node)) return names.has(node.text)
  return ts.forEachChild(node, (each) => mentions(each, names)) ?? false
}

/** What a statement declares or assigns. */
function namesOf(statement: ts.Statement): ReadonlySet<string> {
  const names = new Set<string>()
  const bind = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.add(name.text)
    else for (const each of name.elements) if (ts.isBindingElement(each)) bind(each.name)
  }
  if (ts.isVariableStatement(statement)) {
    for (const each of statement.declarationList.declarations) bind(each.name)
  }
  const { expression } = statement as ts.ExpressionStatement
  if (ts.isExpressionStatement(statement) && ts.isBinaryExpression(expression)) {
    if (ts.isIdentifier(expression.left)) names.add(expression.left.text)
  }
  return names
}
