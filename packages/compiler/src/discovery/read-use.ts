import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { UsedClass } from '../model/method-model.js'
import type { OurCall } from './decorators.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { readClass } from './read-class.js'
import type { Reading } from './reading.js'
import { followAlias } from './runtime-symbols.js'

/** The middleware classes of `@Use(Timing, Audit)`. */
export function readUse(
  decorators: readonly OurCall[],
  view: ProgramView,
  reading: Reading,
): readonly UsedClass[] {
  return decorators
    .filter((each) => each.name === 'Use')
    .flatMap(({ call }) => [...call.arguments])
    .flatMap((argument) => {
      const location = locate(view.root, argument)
      const declaration = classOf(argument, view)
      if (declaration !== undefined) {
        return [{ class: readClass(declaration, view, reading, 'middleware'), location }]
      }
      const message = 'The class that Use names is known only when the program runs'
      const help = 'Name an exported class: @Use(Timing)'
      reading.report(diagnostic('decorator-argument-not-literal', location, { message, help }))
      return []
    })
}

function classOf(
  argument: ts.Expression,
  { checker }: ProgramView,
): ts.ClassDeclaration | undefined {
  if (!ts.isIdentifier(argument) && !ts.isPropertyAccessExpression(argument)) return undefined
  const symbol = checker.getSymbolAtLocation(argument)
  return symbol && followAlias(symbol, checker).declarations?.find(ts.isClassDeclaration)
}
