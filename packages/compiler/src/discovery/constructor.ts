import ts from '#typescript'
import type { ParameterModel } from '../model/method-model.js'
import type { ProgramView } from './program-view.js'
import { readParameters, reportUntyped } from './read-method.js'
import type { Reading } from './reading.js'
import { TypeReader } from './read-type.js'

/** Parameters of `new`, inherited from a base class where the class has no constructor of its own. */
export function readConstructor(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): readonly ParameterModel[] {
  const signature = constructSignature(declaration, view)
  const written = signature?.getDeclaration()
  if (written === undefined || !ts.isConstructorDeclaration(written)) return []
  const parameters = readParameters(
    written,
    (current) => constructSignature(declaration, current),
    new TypeReader(view, reading),
    view,
  )
  reportUntyped(parameters, `the constructor of ${declaration.name?.text ?? 'the class'}`, reading)
  return parameters
}

/** Whether it can be called from outside. */
export function isPublicConstructor(declaration: ts.ClassDeclaration, view: ProgramView): boolean {
  const written = constructSignature(declaration, view)?.getDeclaration() as ts.Node | undefined
  if (written === undefined || !ts.isConstructorDeclaration(written)) return true
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  return !(ts.getCombinedModifierFlags(written) & hidden)
}

function constructSignature(
  declaration: ts.ClassDeclaration,
  { checker }: ProgramView,
): ts.Signature | undefined {
  const symbol = declaration.name
    ? checker.getSymbolAtLocation(declaration.name)
    : checker.getTypeAtLocation(declaration).getSymbol()
  if (symbol === undefined) return undefined
  return checker.getTypeOfSymbolAtLocation(symbol, declaration).getConstructSignatures().at(-1)
}
