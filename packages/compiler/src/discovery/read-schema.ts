import ts from '#typescript'
import type { SchemaModel } from '../model/shape.js'
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
): SchemaModel | undefined {
  // To TypeScript a type and a constant of one name in one file are one symbol.
  const { valueDeclaration } = symbol
  if (valueDeclaration === undefined || !isConstant(valueDeclaration)) return undefined
  const standard = member(view.checker.getTypeOfSymbol(symbol), '~standard', view)
  if (standard === undefined || member(standard, 'validate', view) === undefined) return undefined
  const ref = view.ids.importOf(symbol)
  if (ref === undefined) return undefined
  const output = outputOf(standard, view)
  if (output === undefined || view.checker.isTypeAssignableTo(output, type)) {
    return { import: ref, mismatch: undefined }
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
function outputOf(standard: ts.Type, view: ProgramView): ts.Type | undefined {
  const types = member(standard, 'types', view)
  return types && member(view.checker.getNonNullableType(types), 'output', view)
}

function member(type: ts.Type, name: string, { checker }: ProgramView): ts.Type | undefined {
  const property = checker.getPropertyOfType(type, name)
  return property && checker.getTypeOfSymbol(property)
}
