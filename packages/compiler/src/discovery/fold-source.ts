import ts from '#typescript'
import { userBases } from './class-methods.js'
import type { ProgramView } from './program-view.js'

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
  return [...fields, ...methods].map((each) => wordsOf(each, each.getSourceFile())).join('\n')
}

/** The tokens, whatever stands between them. */
function wordsOf(node: ts.Node, source: ts.SourceFile): string {
  const parts = node.getChildren(source).filter((each) => !ts.isJSDoc(each))
  if (parts.length === 0) return node.getText(source)
  return parts
    .map((each) => wordsOf(each, source))
    .filter((each) => each !== '')
    .join(' ')
}

function isStatic(node: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0
}
