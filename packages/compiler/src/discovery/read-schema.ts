import ts from '#typescript'
import type { SchemaModel, Shape } from '../model/shape.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'

/**
 * The exported constant of a type's own name that is a Standard Schema, as Zod users write it:
 * `export const CreateTodo = z.object({ … })` beside `export type CreateTodo = z.infer<typeof CreateTodo>`.
 */
export function readSchema(
  symbol: ts.Symbol,
  type: ts.Type,
  view: ProgramView,
  shapeOf: (input: ts.Type) => Shape,
): SchemaModel | undefined {
  // To TypeScript a type and a constant of one name in one file are one symbol.
  const { valueDeclaration } = symbol
  if (valueDeclaration === undefined || !isConstant(valueDeclaration)) return undefined
  const standard = member(view.checker.getTypeOfSymbol(symbol), '~standard', view)
  if (standard === undefined || member(standard, 'validate', view) === undefined) return undefined
  const ref = view.ids.importOf(symbol)
  if (ref === undefined) return undefined
  const output = typeOf('output', standard, view)
  if (output === undefined) return { import: ref, mismatch: undefined }
  const input = typeOf('input', standard, view)
  if (view.checker.isTypeAssignableTo(output, type)) {
    const isOther = input !== undefined && !areEqual(input, output, view)
    return { import: ref, mismatch: undefined, ...(isOther ? { input: shapeOf(input) } : {}) }
  }
  const made = view.checker.typeToString(output)
  const location = locate(view.root, valueDeclaration.name)
  const message = `The schema ${ref.name} makes ${made}, which is not assignable to the type ${ref.name}`
  return { import: ref, mismatch: { message, location } }
}

function isConstant(node: ts.Declaration): node is ts.VariableDeclaration {
  return ts.isVariableDeclaration(node) && (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) > 0
}

/** `undefined`: the types of the schema do not say. */
function typeOf(
  what: 'input' | 'output',
  standard: ts.Type,
  view: ProgramView,
): ts.Type | undefined {
  const types = member(standard, 'types', view)
  return types && member(view.checker.getNonNullableType(types), what, view)
}

function areEqual(a: ts.Type, b: ts.Type, { checker }: ProgramView): boolean {
  return checker.isTypeAssignableTo(a, b) && checker.isTypeAssignableTo(b, a)
}

function member(type: ts.Type, name: string, { checker }: ProgramView): ts.Type | undefined {
  const property = checker.getPropertyOfType(type, name)
  return property && checker.getTypeOfSymbol(property)
}
