import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import { bareType } from './bare-type.js'
import { knownCall } from './known-calls.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { Reading } from './reading.js'
import { branches } from './returned-expressions.js'
import { typeArguments } from './type-arguments.js'

/**
 * Compares the class of what is returned with the declared one: to TypeScript, siblings of equal shape are one type. Plain
 * objects are as good as instances, subclasses are what they extend.
 */
export class ReturnedClasses {
  readonly #view: ProgramView
  readonly #reading: Reading

  constructor(view: ProgramView, reading: Reading) {
    this.#view = view
    this.#reading = reading
  }

  compare(expression: ts.Expression, declared: ts.Type): void {
    const expected = bareType(declared, this.#view).members
    for (const each of branches(expression)) this.#compareOne(each, expected)
  }

  #compareOne(expression: ts.Expression, expected: readonly ts.Type[]): void {
    if (ts.isAsExpression(expression) && !ts.isConstTypeReference(expression.type)) return
    const literal = ts.isAsExpression(expression) ? expression.expression : expression
    const resolved = this.#resolvedValue(literal)
    if (ts.isArrayLiteralExpression(literal)) this.#compareElements(literal, expected)
    else if (ts.isObjectLiteralExpression(literal)) this.#compareMembers(literal, expected)
    else if (resolved === undefined) this.#compareCall(literal, expected)
    else for (const each of branches(resolved)) this.#compareOne(each, expected)
  }

  #compareCall(expression: ts.Expression, expected: readonly ts.Type[]): void {
    const known = knownCall(expression, this.#view)
    if (known === undefined) {
      this.#compareValue(expression, expected)
      return
    }
    if (known.kind === 'ours') return
    const wanted = known.within === 'value' ? expected : this.#argumentsOfOurs(expected)
    if (known.kind === 'expression') {
      for (const each of branches(known.expression)) this.#compareOne(each, wanted)
      return
    }
    const type = this.#view.checker.getDeclaredTypeOfSymbol(known.class)
    const mismatch = this.#mismatch(type, this.#withoutLists(wanted))
    if (mismatch !== undefined) this.#report(expression, type, mismatch)
  }

  /** `Board` of `StoreDoc<Board>`. */
  #argumentsOfOurs(types: readonly ts.Type[]): readonly ts.Type[] {
    return types
      .filter((each) => this.#view.runtime.exports(each.getSymbol()))
      .flatMap((each) => typeArguments(each, this.#view)[0] ?? [])
      .flatMap((each) => bareType(each, this.#view).members)
  }

  #withoutLists(types: readonly ts.Type[]): readonly ts.Type[] {
    const { checker } = this.#view
    return types.flatMap((each) => {
      if (!checker.isArrayType(each)) return each
      return typeArguments(each, this.#view).flatMap(
        (element) => bareType(element, this.#view).members,
      )
    })
  }

  #compareValue(literal: ts.Expression, expected: readonly ts.Type[]): void {
    // Numbers and the like are no instances: what the expression is need not be inferred.
    if (!expected.some((each) => this.#holdsInstances(each))) return
    const type = this.#view.checker.getTypeAtLocation(literal)
    for (const each of bareType(type, this.#view).members) {
      const mismatch = this.#mismatch(each, expected)
      if (mismatch !== undefined) this.#report(literal, each, mismatch)
    }
  }

  #holdsInstances(type: ts.Type): boolean {
    const { checker } = this.#view
    return classOf(type) !== undefined || checker.isArrayType(type) || checker.isTupleType(type)
  }

  /** `Promise.resolve(x)` */
  #resolvedValue(expression: ts.Expression): ts.Expression | undefined {
    if (!ts.isCallExpression(expression)) return undefined
    return /^Promise\s*\.\s*resolve$/.test(expression.expression.getText())
      ? expression.arguments[0]
      : undefined
  }

  #compareElements(array: ts.ArrayLiteralExpression, expected: readonly ts.Type[]): void {
    const { checker } = this.#view
    const tuples = expected.filter((each) => checker.isTupleType(each))
    const [tuple] = tuples
    const list = expected.find((each) => checker.isArrayType(each))
    const declared = tuple ?? list
    // Of several tuples the literal could be any.
    if (declared === undefined || tuples.length > 1) return
    const types = typeArguments(declared, this.#view)
    for (const [index, element] of array.elements.entries()) {
      const wanted = tuple === undefined ? types[0] : types[index]
      if (wanted === undefined || ts.isSpreadElement(element)) return
      this.compare(element, wanted)
    }
  }

  #compareMembers(object: ts.ObjectLiteralExpression, expected: readonly ts.Type[]): void {
    const { checker } = this.#view
    const candidates = expected.filter((each) => each.flags & ts.TypeFlags.Object)
    const [declared] = candidates
    // Of several the literal could be any.
    if (declared === undefined || candidates.length > 1) {
      this.#compareAnonymous(object, candidates)
      return
    }
    for (const property of object.properties) {
      const name = property.name?.getText()
      const member = name === undefined ? undefined : checker.getPropertyOfType(declared, name)
      if (member === undefined) continue
      const type = checker.getTypeOfSymbolAtLocation(member, object)
      if (ts.isPropertyAssignment(property)) this.compare(property.initializer, type)
      else if (ts.isShorthandPropertyAssignment(property)) this.compare(property.name, type)
    }
  }

  /** Of a union, the one member that is written as an object type. */
  #compareAnonymous(object: ts.ObjectLiteralExpression, candidates: readonly ts.Type[]): void {
    const anonymous = candidates.filter((each) => classOf(each) === undefined)
    if (candidates.length > anonymous.length && anonymous.length === 1) {
      this.#compareMembers(object, anonymous)
    }
  }

  /** The declared class, when the value is an instance of another. */
  #mismatch(type: ts.Type, expected: readonly ts.Type[], depth = 0): ts.Type | undefined {
    // Types can contain themselves.
    if (depth > 8) return undefined
    const { checker } = this.#view
    if (checker.isArrayType(type)) {
      const list = expected.find((each) => checker.isArrayType(each))
      return list && this.#argumentMismatch(type, list, 0, depth)
    }
    if (checker.isTupleType(type)) {
      const [tuple, ...others] = expected.filter((each) => checker.isTupleType(each))
      if (tuple === undefined || others.length > 0) return undefined
      const count = typeArguments(type, this.#view).length
      for (let index = 0; index < count; index++) {
        const found = this.#argumentMismatch(type, tuple, index, depth)
        if (found !== undefined) return found
      }
      return undefined
    }
    const found = classOf(type)
    if (found === undefined) return undefined
    const classes = expected.filter((each) => classOf(each) !== undefined)
    const same = classes.find((each) => descends(type, classOf(each)!, this.#view))
    if (same !== undefined) {
      const count = typeArguments(same, this.#view).length
      if (classOf(same) !== found || count === 0) return undefined
      return this.#argumentMismatch(type, same, 0, depth)
    }
    // Where an interface or an object type is declared as well, any class that fits it is meant.
    return classes.length === expected.filter((each) => each.flags & ts.TypeFlags.Object).length
      ? classes[0]
      : undefined
  }

  #argumentMismatch(
    type: ts.Type,
    declared: ts.Type,
    index: number,
    depth: number,
  ): ts.Type | undefined {
    const actual = typeArguments(type, this.#view)[index]
    const wanted = typeArguments(declared, this.#view)[index]
    if (actual === undefined || wanted === undefined) return undefined
    const expected = bareType(wanted, this.#view).members
    for (const each of bareType(actual, this.#view).members) {
      if (this.#mismatch(each, expected, depth + 1) !== undefined) return declared
    }
    return undefined
  }

  #report(expression: ts.Expression, type: ts.Type, declared: ts.Type): void {
    const { checker, root } = this.#view
    const print = (each: ts.Type) => checker.typeToString(each)
    this.#reading.report(
      diagnostic('returned-another-type', locate(root, expression), {
        message: `${print(type)} is returned where ${print(declared)} is declared; to TypeScript they are alike`,
      }),
    )
  }
}

/** The class of an instance; interfaces, type literals and the language's own types have none. */
function classOf(type: ts.Type): ts.Symbol | undefined {
  const symbol = type.getSymbol()
  if (symbol === undefined || !(symbol.flags & ts.SymbolFlags.Class)) return undefined
  if (type.flags & ts.TypeFlags.Object) {
    const { objectFlags } = type as ts.ObjectType
    return objectFlags & ts.ObjectFlags.Anonymous ? undefined : symbol
  }
  return undefined
}

function descends(type: ts.Type, ancestor: ts.Symbol, { checker }: ProgramView): boolean {
  const queue = [type]
  const seen = new Set<ts.Type>()
  for (const each of queue) {
    if (each.getSymbol() === ancestor) return true
    if (seen.has(each)) continue
    seen.add(each)
    const { objectFlags } = each as ts.ObjectType
    const target = objectFlags & ts.ObjectFlags.Reference ? (each as ts.TypeReference).target : each
    if (each.isClassOrInterface() || target.isClassOrInterface()) {
      queue.push(...checker.getBaseTypes(target as ts.InterfaceType))
    }
  }
  return false
}
