import ts from '#typescript'
import type { Expression, Lambda } from '../model/expression.js'
import { ExpressionScope } from './expression-scope.js'
import type { ProgramView } from './program-view.js'
import { readFunction, type ReadExpression } from './query-function.js'
import { readConstant, readLiteral } from './read-constant.js'
import { readMember } from './read-member.js'
import { readBinary, readUnary } from './read-operator.js'
import { short, untranslatable } from './untranslatable.js'

/** Reads the expressions of one query. */
export class ExpressionReader {
  readonly #view: ProgramView
  readonly #scope: ExpressionScope
  readonly #read: ReadExpression = (node) => this.read(node)

  constructor(view: ProgramView) {
    this.#view = view
    this.#scope = new ExpressionScope(view)
  }

  /** An arrow function, or anything else. */
  readArgument(node: ts.Expression): Expression | Lambda {
    const plain = withoutParentheses(node)
    return ts.isArrowFunction(plain) || ts.isFunctionExpression(plain)
      ? readFunction(plain, this.#scope, this.#read)
      : this.read(plain)
  }

  read(whole: ts.Expression): Expression {
    const node = withoutParentheses(whole)
    const base = this.#scope.base(node)
    if (node.kind === ts.SyntaxKind.ThisKeyword) return { kind: 'this', ...base }
    if (ts.isIdentifier(node)) return this.#readName(node)
    if (ts.isPropertyAccessExpression(node)) {
      return readConstant(node, this.#scope) ?? this.#readMember(node, node.name.text)
    }
    if (ts.isElementAccessExpression(node)) {
      const { argumentExpression: index } = node
      if (ts.isStringLiteralLike(index)) return this.#readMember(node, index.text)
      return this.#scope.unsupported(
        node,
        'A member by a computed name or index is not known when the code is compiled',
        'Name the member; ask a list with includes, some, every or length',
      )
    }
    if (ts.isBinaryExpression(node)) return readBinary(node, this.#scope, this.#read)
    if (ts.isPrefixUnaryExpression(node)) {
      const read = readUnary(node, this.#scope, this.#read)
      if (read !== undefined) return read
    }
    if (ts.isConditionalExpression(node)) {
      const [test, then, otherwise] = [node.condition, node.whenTrue, node.whenFalse].map((each) =>
        this.read(each),
      )
      return { kind: 'conditional', ...base, test: test!, then: then!, otherwise: otherwise! }
    }
    if (ts.isCallExpression(node)) return this.#readCall(node)
    if (ts.isNewExpression(node)) return this.#readNew(node)
    if (ts.isArrayLiteralExpression(node) && !node.elements.some(ts.isSpreadElement)) {
      return { kind: 'list', ...base, elements: node.elements.map((each) => this.read(each)) }
    }
    if (ts.isObjectLiteralExpression(node)) return this.#readObject(node)
    if (ts.isTemplateExpression(node)) {
      const parts = node.templateSpans.flatMap((each) => [
        this.read(each.expression),
        each.literal.text,
      ])
      return { kind: 'template', ...base, parts: [node.head.text, ...parts] }
    }
    return readLiteral(node, this.#scope) ?? this.#scope.unsupported(node, ...untranslatable(node))
  }

  #readName(node: ts.Identifier): Expression {
    const symbol = this.#view.checker.getSymbolAtLocation(node)
    const variable = this.#scope.variable(symbol)
    if (variable !== undefined) return { ...variable, ...this.#scope.base(node) }
    if (node.text === 'undefined')
      return { kind: 'literal', ...this.#scope.base(node), value: undefined }
    const literal = readConstant(node, this.#scope)
    if (literal !== undefined) return literal
    return this.#scope.unsupported(
      node,
      `${node.text} is neither the document nor a parameter of the query`,
      `Make it a member of the class, this.${node.text}, or a constant of a literal type`,
    )
  }

  #readMember(
    node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
    name: string,
  ): Expression {
    return readMember(node, this.read(node.expression), name, this.#scope)
  }

  #readCall(node: ts.CallExpression): Expression {
    const { expression } = node
    const args = node.arguments.map((each) => this.readArgument(each))
    if (!ts.isPropertyAccessExpression(expression)) {
      return this.#scope.unsupported(
        node,
        `${short(expression.getText())}(…) is a function of yours, and no part of the database`,
        'Write in place what it does, or give the query its result as a parameter',
      )
    }
    const receiver = withoutParentheses(expression.expression)
    if (
      ts.isIdentifier(receiver) &&
      !this.#isVariable(receiver) &&
      readConstant(receiver, this.#scope) === undefined
    ) {
      return this.#scope.unsupported(
        node,
        `${short(expression.getText())}(…) is no part of the database`,
        'Give the query its result as a parameter',
      )
    }
    const of = this.read(receiver)
    if (of.kind === 'unsupported') return of
    return {
      kind: 'call',
      ...this.#scope.base(node),
      of,
      method: expression.name.text,
      arguments: args,
    }
  }

  #isVariable(node: ts.Identifier): boolean {
    const symbol = this.#view.checker.getSymbolAtLocation(node)
    return this.#scope.variable(symbol) !== undefined
  }

  #readNew(node: ts.NewExpression): Expression {
    const base = this.#scope.base(node)
    if (base.type.kind === 'date') {
      const args = (node.arguments ?? []).map((each) => this.read(each))
      return { kind: 'new-date', ...base, arguments: args }
    }
    return this.#scope.unsupported(
      node,
      'A query makes no instances',
      'Select an object written in place: (document) => ({ id: document.id })',
    )
  }

  #readObject(node: ts.ObjectLiteralExpression): Expression {
    const members: { readonly name: string; readonly value: Expression }[] = []
    for (const each of node.properties) {
      const name = each.name && nameOfProperty(each.name)
      if (name !== undefined && ts.isPropertyAssignment(each)) {
        members.push({ name, value: this.read(each.initializer) })
      } else if (name !== undefined && ts.isShorthandPropertyAssignment(each)) {
        members.push({ name, value: this.#readShorthand(each) })
      } else {
        return this.#scope.unsupported(
          each,
          'Only members with a name and a value can be selected',
          'Write { name: document.name, … }',
        )
      }
    }
    return { kind: 'object', ...this.#scope.base(node), members }
  }

  #readShorthand(node: ts.ShorthandPropertyAssignment): Expression {
    const symbol = this.#view.checker.getShorthandAssignmentValueSymbol(node)
    const variable = this.#scope.variable(symbol)
    return variable === undefined
      ? this.#readName(node.name)
      : { ...variable, ...this.#scope.base(node.name) }
  }
}

/** Without parentheses, `as`, `satisfies` and `!`, which say nothing to a database. */
function withoutParentheses(expression: ts.Expression): ts.Expression {
  let current = expression
  while (
    ts.isParenthesizedExpression(current) ||
    ts.isAsExpression(current) ||
    ts.isSatisfiesExpression(current) ||
    ts.isNonNullExpression(current)
  ) {
    current = current.expression
  }
  return current
}

function nameOfProperty(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)
    ? name.text
    : undefined
}
