import ts from '#typescript'
import { userBases } from './class-methods.js'
import type { ProgramView } from './program-view.js'

const printer = ts.createPrinter({ removeComments: true })

/**
 * The text of all that decides what becomes of the events: the methods, first values of fields, and constructors. Without
 * comments and layout, so that neither makes a snapshot another one.
 */
export function foldSource(
  declaration: ts.ClassDeclaration,
  methods: readonly ts.MethodDeclaration[],
  view: ProgramView,
): string {
  const classes = [...userBases(declaration, view)].reverse().concat(declaration)
  const fields = classes.flatMap(({ members }) =>
    members.filter((each) => {
      if (ts.isConstructorDeclaration(each)) return true
      return ts.isPropertyDeclaration(each) && each.initializer !== undefined && !isStatic(each)
    }),
  )
  return [...fields, ...methods]
    .map((each) => printer.printNode(ts.EmitHint.Unspecified, each, each.getSourceFile()))
    .join('\n')
}

function isStatic(node: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0
}
