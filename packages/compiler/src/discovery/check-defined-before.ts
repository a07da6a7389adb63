import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import { ourDecorators } from './decorators.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { Reading } from './reading.js'
import { routesInitializer } from './routes-property.js'

/** Decorators with their arguments, and `static readonly routes`, run when the class is defined: what stands below it is not there yet. */
export function checkDefinedBefore(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): void {
  const methods = declaration.members.filter(ts.isMethodDeclaration)
  const decorated = [declaration, ...methods].filter((each) => ts.getDecorators(each) !== undefined)
  const run: ts.Node[] = decorated
    .flatMap((each) => ourDecorators(each, view))
    .map(({ at }) => at.expression)
  const routes = routesInitializer(declaration)
  if (routes !== undefined) run.push(routes)
  for (const each of run) report(each, view, reading)
}

function report(node: ts.Node, view: ProgramView, reading: Reading): void {
  if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return
  if (ts.isIdentifier(node) && definedBelow(node, view)) {
    reading.report(
      diagnostic('used-before-defined', locate(view.root, node), {
        message: `${node.text} is defined further down in this file, and does not exist yet here`,
      }),
    )
  }
  ts.forEachChild(node, (each) => {
    report(each, view, reading)
  })
}

function definedBelow(name: ts.Identifier, { checker }: ProgramView): boolean {
  const declaration = checker.getSymbolAtLocation(name)?.valueDeclaration
  if (declaration === undefined || declaration.getSourceFile() !== name.getSourceFile())
    return false
  if (ts.isClassDeclaration(declaration)) {
    return declaration.pos > name.pos || decoratorWithin(declaration, name)
  }
  return isConstant(declaration) && declaration.pos > name.pos
}

/** Decorators of a class and its methods run before the class has its name. */
function decoratorWithin(declaration: ts.ClassDeclaration, name: ts.Node): boolean {
  let isDecorator = false
  for (let node = name.parent; node !== declaration; node = node.parent) {
    if (ts.isSourceFile(node)) return false
    if (ts.isDecorator(node)) isDecorator = true
  }
  return isDecorator
}

/** `let` and `const` of the file; `var` and functions exist from its beginning. */
function isConstant(declaration: ts.Declaration): boolean {
  if (!ts.isVariableDeclaration(declaration)) return false
  const list = declaration.parent
  return ts.isVariableDeclarationList(list) && (list.flags & ts.NodeFlags.BlockScoped) !== 0
}
