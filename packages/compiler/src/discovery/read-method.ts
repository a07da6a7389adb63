import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { MethodMarks, MethodModel, ParameterModel } from '../model/method-model.js'
import { isCalled } from './called-methods.js'
import { checkPromises } from './check-promises.js'
import { checkReturns } from './check-returns.js'
import { documentationOf } from './documentation.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { noteErrors, type Reading, type Recipe } from './reading.js'
import { readParameter } from './read-parameter.js'
import { readReturns } from './read-returns.js'
import { TypeReader } from './read-type.js'
import { thrownProblems } from './thrown-problems.js'
import { readSessionReads } from './session-reads.js'

/** One method, whatever class it was inherited from. */
export interface MethodSite {
  readonly name: string
  /** The one with a body. */
  readonly declaration: ts.MethodDeclaration
  /** What callers see: the implementation, or the last of its overloads, as `ReturnType` takes it. */
  readonly callable: ts.SignatureDeclaration
  readonly isStatic: boolean
  readonly marks: MethodMarks
  /** Handles messages. */
  readonly handles?: boolean
  /** With the type arguments of the class that inherits it. */
  readonly signature: (view: ProgramView) => ts.Signature | undefined
}

export function readMethod(site: MethodSite, view: ProgramView, reading: Reading): MethodModel {
  const { name, declaration, marks } = site
  const reader = new TypeReader(view, reading)
  const returns = readReturnsOf(site, reader, view)
  const documentation = documentationOf(declaration)
  const throws = thrownProblems(declaration, view)
  const model: MethodModel = {
    name,
    isStatic: site.isStatic,
    visibility: visibilityOf(declaration),
    parameters: readParameters(site.callable, site.signature, reader, view),
    returns,
    ...(isAsyncFunction(declaration) && { isAsyncFunction: true as const }),
    marks,
    reads: readSessionReads(declaration, returns, view),
    ...(throws.length === 0 ? {} : { throws }),
    ...(documentation === undefined ? {} : { documentation }),
    location: locate(view.root, declaration.name),
  }
  if (site.handles !== true && !isCalled(model)) return model
  report(model, site, view, reading)
  const noted = noteErrors(reading)
  checkPromises(site, view, noted)
  // What it is called with or gives would not type-check.
  return noted.hasErrors ? { ...model, marks: { ...marks, inError: true } } : model
}

function isAsyncFunction({ modifiers }: ts.MethodDeclaration): boolean {
  return modifiers?.some((each) => each.kind === ts.SyntaxKind.AsyncKeyword) ?? false
}

export function readParameters(
  declaration: ts.SignatureDeclaration,
  signature: MethodSite['signature'],
  reader: TypeReader,
  view: ProgramView,
): readonly ParameterModel[] {
  const declared = declaration.parameters.filter(
    (each) => !(ts.isIdentifier(each.name) && each.name.text === 'this'),
  )
  return declared.map((each, index) => {
    const recipe: Recipe = (current) => parameterType(signature(current), index, each, current)
    const type = recipe(view) ?? view.checker.getTypeAtLocation(each)
    return readParameter(each, type, recipe, reader, view)
  })
}

function parameterType(
  signature: ts.Signature | undefined,
  index: number,
  declaration: ts.ParameterDeclaration,
  { checker }: ProgramView,
): ts.Type | undefined {
  const symbol = signature?.getParameters()[index]
  return symbol && checker.getTypeOfSymbolAtLocation(symbol, declaration)
}

function readReturnsOf(site: MethodSite, reader: TypeReader, view: ProgramView) {
  const recipe: Recipe = (current) => site.signature(current)?.getReturnType()
  const type = recipe(view) ?? view.checker.getAnyType()
  return readReturns(site.callable, type, recipe, reader, view)
}

function report(model: MethodModel, site: MethodSite, view: ProgramView, reading: Reading): void {
  if (model.visibility !== 'public') {
    reading.report(
      diagnostic('method-not-public', model.location, {
        message: `${model.name} is ${model.visibility}, so generated code cannot call it`,
      }),
    )
  }
  reportUntyped(model.parameters, model.name, reading)
  checkReturns(site.declaration, view, reading)
}

export function reportUntyped(
  parameters: readonly ParameterModel[],
  owner: string,
  reading: Reading,
): void {
  for (const { name, use, location } of parameters) {
    if (use !== undefined) continue
    const what = name === undefined ? 'A parameter' : `The parameter ${name}`
    reading.report(
      diagnostic('untyped-parameter', location, { message: `${what} of ${owner} has no type` }),
    )
  }
}

function visibilityOf(declaration: ts.MethodDeclaration): MethodModel['visibility'] {
  const flags = ts.getCombinedModifierFlags(declaration)
  if (flags & ts.ModifierFlags.Private) return 'private'
  return flags & ts.ModifierFlags.Protected ? 'protected' : 'public'
}
