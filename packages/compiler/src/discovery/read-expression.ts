// One idea, so one file: which node of a query's arrow functions each node of the syntax tree becomes.
import ts from '#typescript'
import type {
  BinaryOperator,
  Expression,
  Lambda,
  LiteralExpression,
  UnsupportedExpression,
  VariableExpression,
} from '../model/expression.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { followAlias } from './runtime-symbols.js'
import { valueType } from './value-type.js'

/** Reads the expressions of one query. */
export class ExpressionReader {
  readonly #view: ProgramView
  readonly #variables = new Map<ts.Symbol, VariableExpression>()
  #declared = 0

  constructor(view: ProgramView) {
    this.#view = view
  }

  /** An arrow function, or anything else. */
  readArgument(node: ts.Expression): Expression | Lambda {
    const plain = withoutParentheses(node)
    return ts.isArrowFunction(plain) || ts.isFunctionExpression(plain)
      ? this.#readFunction(plain)
      : this.read(plain)
  }

  read(whole: ts.Expression): Expression {
    const node = withoutParentheses(whole)
    const base = this.#base(node)
    if (node.kind === ts.SyntaxKind.ThisKeyword) return { kind: 'this', ...base }
    if (ts.isIdentifier(node)) return this.#readName(node)
    if (ts.isPropertyAccessExpression(node)) {
      return this.#readConstant(node) ?? this.#readMember(node, node.expression, node.name.text)
    }
    if (ts.isElementAccessExpression(node)) {
      const { argumentExpression: index } = node
      if (ts.isStringLiteralLike(index)) return this.#readMember(node, node.expression, index.text)
      return this.#unsupported(
        node,
        'A member by a computed name or index is not known when the code is compiled',
        'Name the member; ask a list with includes, some, every or length',
      )
    }
    if (ts.isBinaryExpression(node)) return this.#readBinary(node)
    if (ts.isPrefixUnaryExpression(node)) {
      const operator = unaryOperators.get(node.operator)
      if (operator !== undefined) {
        const operand = this.read(node.operand)
        const negative = operator === '-' ? negated(operand) : undefined
        return negative === undefined
          ? { kind: 'unary', ...base, operator, operand }
          : { kind: 'literal', ...base, value: negative }
      }
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
    return this.#readLiteral(node) ?? this.#unsupported(node, ...untranslatable(node))
  }

  #readFunction(node: ts.ArrowFunction | ts.FunctionExpression): Expression | Lambda {
    const [parameter, ...others] = node.parameters
    if (ts.isFunctionExpression(node) || others.length > 0) {
      return this.#unsupported(
        node,
        'A query takes arrow functions of one parameter',
        'Write (document) => …',
      )
    }
    const name = parameter?.name
    if (name !== undefined && !ts.isIdentifier(name)) {
      return this.#unsupported(
        name,
        'A parameter that is taken apart cannot be translated',
        'Name it, and its members in place: (document) => document.name',
      )
    }
    const variable = this.#declare(name, node)
    const body = returned(node.body)
    return {
      kind: 'lambda',
      parameter: variable,
      body: 'statement' in body ? this.#refuseStatement(body.statement) : this.read(body),
      location: locate(this.#view.root, node),
    }
  }

  #refuseStatement(statement: ts.Node): UnsupportedExpression {
    const [what, help] = ts.isIterationStatement(statement, false)
      ? ['A loop', 'Ask the list with some, every, includes or length']
      : ts.isVariableStatement(statement)
        ? ['A local variable', 'Write the expression where it is used']
        : ts.isIfStatement(statement)
          ? ['An if', 'Join the conditions with && and ||']
          : ['A statement', 'Write one expression: (document) => document.name === this.name']
    return this.#unsupported(statement, `${what} cannot be translated`, help)
  }

  /** `() => this.all` takes nothing, and asks nothing of the document. */
  #declare(name: ts.Identifier | undefined, lambda: ts.Node): VariableExpression {
    const variable: VariableExpression = {
      kind: 'variable',
      ...this.#base(name ?? lambda),
      id: this.#declared++,
      name: name?.text ?? 'document',
    }
    const symbol = name && this.#view.checker.getSymbolAtLocation(name)
    if (symbol !== undefined) this.#variables.set(symbol, variable)
    return variable
  }

  #readName(node: ts.Identifier): Expression {
    const symbol = this.#view.checker.getSymbolAtLocation(node)
    const variable = symbol && this.#variables.get(symbol)
    if (variable !== undefined) return { ...variable, ...this.#base(node) }
    if (node.text === 'undefined') return { kind: 'literal', ...this.#base(node), value: undefined }
    const literal = this.#readConstant(node)
    if (literal !== undefined) return literal
    return this.#unsupported(
      node,
      `${node.text} is neither the document nor a parameter of the query`,
      `Make it a member of the class, this.${node.text}, or a constant of a literal type`,
    )
  }

  /** `maximum`, `RoomType.king`: what the type alone says. */
  #readConstant(node: ts.Identifier | ts.PropertyAccessExpression): LiteralExpression | undefined {
    const { checker } = this.#view
    if (ts.isPropertyAccessExpression(node) && !isConstantAccess(node, this.#view)) return undefined
    const found = checker.getSymbolAtLocation(node)
    const symbol = found && followAlias(found, checker)
    const { flags = 0, valueDeclaration } = symbol ?? {}
    const isConstant =
      flags & ts.SymbolFlags.EnumMember ||
      (valueDeclaration !== undefined &&
        (ts.isPropertyAccessExpression(node) || ts.isVariableDeclaration(valueDeclaration)))
    return isConstant ? this.#readLiteral(node) : undefined
  }

  #readLiteral(node: ts.Expression): LiteralExpression | undefined {
    const base = this.#base(node)
    if (node.kind === ts.SyntaxKind.NullKeyword) return { kind: 'literal', ...base, value: null }
    const type = this.#view.checker.getTypeAtLocation(node)
    if (type.isStringLiteral() || type.isNumberLiteral()) {
      return { kind: 'literal', ...base, value: type.value }
    }
    if (type.flags & ts.TypeFlags.BigIntLiteral) {
      const { negative, base10Value } = (type as ts.BigIntLiteralType).value
      return { kind: 'literal', ...base, value: { bigint: `${negative ? '-' : ''}${base10Value}` } }
    }
    if (type.flags & ts.TypeFlags.BooleanLiteral) {
      return { kind: 'literal', ...base, value: this.#view.checker.typeToString(type) === 'true' }
    }
    return undefined
  }

  #readMember(
    node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
    receiver: ts.Expression,
    name: string,
  ): Expression {
    const { checker } = this.#view
    const of = this.read(receiver)
    if (of.kind === 'unsupported') return of
    const base = this.#base(node)
    const held = checker.getNonNullableType(checker.getTypeAtLocation(receiver))
    const symbol = checker.getPropertyOfType(held, name)
    if (symbol === undefined) {
      const names = checker.getPropertiesOfType(held).map((each) => each.name)
      return this.#unsupported(
        node,
        `${shortType(of.type.text)} has no member ${name}`,
        names.length === 0
          ? 'Name a member that it has'
          : `Name one of ${names.slice(0, 8).join(', ')}`,
      )
    }
    if (!isThis(of) && isComputed(symbol) && of.type.kind === 'object') {
      return this.#unsupported(
        node,
        `${name} is computed when it is asked for, not stored`,
        'Compare the members it is made from',
      )
    }
    if (isThis(of) && isHidden(symbol)) {
      return this.#unsupported(
        node,
        `${name} is not public, and generated code reads the parameters of a query`,
        'Make it public',
      )
    }
    const declared = valueType(checker.getTypeOfSymbolAtLocation(symbol, node), this.#view)
    const optional = (symbol.flags & ts.SymbolFlags.Optional) !== 0
    return {
      kind: 'member',
      ...base,
      of,
      name,
      mayBeMissing: declared.null || declared.undefined || optional,
    }
  }

  #readBinary(node: ts.BinaryExpression): Expression {
    const operator = node.operatorToken.getText() as BinaryOperator
    const base = this.#base(node)
    if (!binaryOperators.has(operator)) {
      const isAssignment = operator.endsWith('=')
      return this.#unsupported(
        node.operatorToken,
        `The operator ${operator} cannot be translated`,
        isAssignment
          ? 'A query changes nothing: compare with ==='
          : `Use one of ${[...binaryOperators].join(' ')}`,
      )
    }
    return {
      kind: 'binary',
      ...base,
      operator,
      left: this.read(node.left),
      right: this.read(node.right),
    }
  }

  #readCall(node: ts.CallExpression): Expression {
    const { expression } = node
    const args = node.arguments.map((each) => this.readArgument(each))
    if (!ts.isPropertyAccessExpression(expression)) {
      return this.#unsupported(
        node,
        `${short(expression.getText())}(…) is a function of yours, and no part of the database`,
        'Write in place what it does, or give the query its result as a parameter',
      )
    }
    const receiver = withoutParentheses(expression.expression)
    if (
      ts.isIdentifier(receiver) &&
      !this.#isVariable(receiver) &&
      this.#readConstant(receiver) === undefined
    ) {
      return this.#unsupported(
        node,
        `${short(expression.getText())}(…) is no part of the database`,
        'Give the query its result as a parameter',
      )
    }
    const of = this.read(receiver)
    if (of.kind === 'unsupported') return of
    return { kind: 'call', ...this.#base(node), of, method: expression.name.text, arguments: args }
  }

  #isVariable(node: ts.Identifier): boolean {
    const symbol = this.#view.checker.getSymbolAtLocation(node)
    return symbol !== undefined && this.#variables.has(symbol)
  }

  #readNew(node: ts.NewExpression): Expression {
    const base = this.#base(node)
    if (base.type.kind === 'date') {
      const args = (node.arguments ?? []).map((each) => this.read(each))
      return { kind: 'new-date', ...base, arguments: args }
    }
    return this.#unsupported(
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
        return this.#unsupported(
          each,
          'Only members with a name and a value can be selected',
          'Write { name: document.name, … }',
        )
      }
    }
    return { kind: 'object', ...this.#base(node), members }
  }

  #readShorthand(node: ts.ShorthandPropertyAssignment): Expression {
    const symbol = this.#view.checker.getShorthandAssignmentValueSymbol(node)
    const variable = symbol && this.#variables.get(symbol)
    return variable === undefined
      ? this.#readName(node.name)
      : { ...variable, ...this.#base(node.name) }
  }

  #base(node: ts.Node) {
    const { checker, root } = this.#view
    return {
      type: valueType(checker.getTypeAtLocation(node), this.#view),
      location: locate(root, node),
    }
  }

  #unsupported(node: ts.Node, message: string, help: string): UnsupportedExpression {
    return { kind: 'unsupported', ...this.#base(node), message, help }
  }
}

const binaryOperators: ReadonlySet<string> = new Set<BinaryOperator>([
  '===',
  '!==',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&&',
  '||',
  '??',
  '+',
  '-',
  '*',
  '/',
  '%',
])
const unaryOperators = new Map([
  [ts.SyntaxKind.ExclamationToken, '!'],
  [ts.SyntaxKind.MinusToken, '-'],
  [ts.SyntaxKind.PlusToken, '+'],
] as const) as ReadonlyMap<ts.SyntaxKind, '!' | '-' | '+'>

function negated(operand: Expression): number | { readonly bigint: string } | undefined {
  if (operand.kind !== 'literal') return undefined
  const { value } = operand
  if (typeof value === 'number') return -value
  return typeof value === 'object' && value !== null ? { bigint: `-${value.bigint}` } : undefined
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

/** The expression an arrow function returns, or the statement that stands in the way. */
export function returned(body: ts.ConciseBody): ts.Expression | { readonly statement: ts.Node } {
  if (!ts.isBlock(body)) return body
  const [only, ...others] = body.statements
  if (only === undefined) return { statement: body }
  if (ts.isReturnStatement(only) && only.expression !== undefined) {
    return others[0] === undefined ? only.expression : { statement: others[0] }
  }
  return { statement: only }
}

/** `RoomType.king`, `limits.most`: of an enum, or of a constant object. */
function isConstantAccess(node: ts.PropertyAccessExpression, { checker }: ProgramView): boolean {
  if (!ts.isIdentifier(node.expression)) return false
  const found = checker.getSymbolAtLocation(node.expression)
  const symbol = found && followAlias(found, checker)
  if (symbol === undefined) return false
  if (symbol.flags & ts.SymbolFlags.Enum) return true
  const { valueDeclaration } = symbol
  return (
    valueDeclaration !== undefined &&
    ts.isVariableDeclaration(valueDeclaration) &&
    (ts.getCombinedNodeFlags(valueDeclaration) & ts.NodeFlags.Const) !== 0
  )
}

/** A getter, a setter or a method: nothing that is stored. */
function isComputed(symbol: ts.Symbol): boolean {
  return (symbol.flags & (ts.SymbolFlags.Accessor | ts.SymbolFlags.Method)) !== 0
}

function isHidden(symbol: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  return (symbol.declarations ?? []).some(
    (each) =>
      (ts.getCombinedModifierFlags(each) & hidden) !== 0 ||
      (ts.isPropertyDeclaration(each) && ts.isPrivateIdentifier(each.name)),
  )
}

function isThis(of: Expression): boolean {
  return of.kind === 'this'
}

function nameOfProperty(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)
    ? name.text
    : undefined
}

function untranslatable(node: ts.Node): readonly [message: string, help: string] {
  if (ts.isRegularExpressionLiteral(node)) {
    return [
      'A regular expression cannot be translated: the database has other ones',
      'Use startsWith, endsWith or includes',
    ]
  }
  if (ts.isAwaitExpression(node))
    return ['A query waits for nothing', 'Give it the value as a parameter']
  if (ts.isTypeOfExpression(node)) {
    return [
      'The type of a value is not asked by a query',
      'Compare with null, undefined or a value',
    ]
  }
  return [
    `${short(node.getText())} cannot be translated`,
    'Use members, literals, comparisons, &&, ||, !, ??, ?. and the methods that docs/queries.md lists',
  ]
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}

function shortType(text: string): string {
  return short(text.replace(/^Readonly<(.*)>$/, '$1'))
}
