import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { NamedType } from '../model/type-ref.js'
import { plainExpression } from './decorators.js'
import { classNamed } from './known-calls.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { Reading } from './reading.js'

export interface NamedClass {
  readonly type: NamedType
  readonly symbol: ts.Symbol
}

export interface ProcessOptions {
  readonly idMember: string
  readonly duplicateStart: 'reject' | 'ignore'
  readonly records: readonly NamedClass[]
  readonly repeats: readonly NamedClass[]
  readonly endsWith: readonly NamedClass[]
}

/** What stands in `@Process({ … })`, read from its text: nothing of it runs when the code is built. */
export function readProcessOptions(
  call: ts.CallExpression,
  view: ProgramView,
  reading: Reading,
): ProcessOptions | undefined {
  const options = call.arguments[0] && plainExpression(call.arguments[0])
  if (options === undefined || !ts.isObjectLiteralExpression(options)) {
    report(call, 'The options', view, reading)
    return undefined
  }
  const written = (member: string) => memberOf(options, member)
  const text = (member: string) => {
    const expression = written(member)
    const type = expression && view.checker.getTypeAtLocation(expression)
    if (type?.isStringLiteral()) return type.value
    report(expression ?? call, `The ${member}`, view, reading)
    return undefined
  }
  const classes = (member: string) => {
    const expression = written(member)
    return expression === undefined ? [] : classesIn(expression, member, view, reading)
  }
  const idMember = text('id')
  const duplicateStart = text('duplicateStart')
  const records = classes('records')
  const repeats = classes('repeats')
  const endsWith = classes('endsWith')
  if (idMember === undefined || records === undefined || repeats === undefined) return undefined
  if (endsWith === undefined || duplicateStart === undefined) return undefined
  return {
    idMember,
    duplicateStart: duplicateStart === 'ignore' ? 'ignore' : 'reject',
    records,
    repeats,
    endsWith,
  }
}

function memberOf(options: ts.ObjectLiteralExpression, member: string): ts.Expression | undefined {
  const found = options.properties.find((each) => each.name?.getText() === member)
  if (found === undefined) return undefined
  if (ts.isShorthandPropertyAssignment(found)) return found.name
  return ts.isPropertyAssignment(found) ? plainExpression(found.initializer) : undefined
}

function classesIn(
  list: ts.Expression,
  member: string,
  view: ProgramView,
  reading: Reading,
): readonly NamedClass[] | undefined {
  if (!ts.isArrayLiteralExpression(list)) {
    report(list, `The ${member}`, view, reading)
    return undefined
  }
  const found = list.elements.map((each) => namedClass(each, view, reading))
  const unknown = list.elements[found.indexOf(undefined)]
  if (unknown !== undefined) report(unknown, `A class among the ${member}`, view, reading)
  return found.every((each) => each !== undefined) ? found : undefined
}

function namedClass(
  expression: ts.Expression,
  view: ProgramView,
  reading: Reading,
): NamedClass | undefined {
  const symbol = classNamed(expression, view)
  if (symbol === undefined) return undefined
  const { ids, checker } = view
  const type: NamedType = {
    kind: 'named',
    id: ids.idOf(symbol),
    name: ids.nameOf(symbol),
    args: [],
  }
  reading.mention({
    ref: type,
    symbol,
    type: checker.getDeclaredTypeOfSymbol(symbol),
    node: expression,
    import: undefined,
    isValue: true,
  })
  return { type, symbol }
}

function report(node: ts.Node, what: string, view: ProgramView, reading: Reading): void {
  reading.report(
    diagnostic('decorator-argument-not-literal', locate(view.root, node), {
      message: `${what} of Process cannot be told from what is written`,
      help: "Write it in place: @Process({ id: 'orderId', duplicateStart: 'reject', endsWith: [OrderCompleted] })",
    }),
  )
}
