import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { UsedClass } from '../model/method-model.js'
import type { OurCall, OurDecorator } from './decorators.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { readClass } from './read-class.js'
import type { Reading } from './reading.js'
import { followAlias } from './runtime-symbols.js'

/** The middleware classes of `@Use(Timing, Audit)`, and what they use themselves. `within`: classes that are being read. */
export function readUse(
  decorators: readonly OurCall[],
  view: ProgramView,
  reading: Reading,
  within: readonly ts.ClassDeclaration[],
): readonly UsedClass[] {
  return decorators
    .filter((each) => each.name === 'Use')
    .flatMap(({ call }) => [...call.arguments])
    .flatMap((argument) => {
      const location = locate(view.root, argument)
      const declaration = classOf(argument, view)
      if (declaration !== undefined && within.includes(declaration)) {
        const message = `${argument.getText()} would stand around itself`
        const help = 'Remove it here, or where the other one is used'
        reading.report(diagnostic('not-a-middleware', location, { message, help }))
        return []
      }
      if (declaration !== undefined) {
        return [{ class: readClass(declaration, view, reading, { within }), location }]
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

/** Middleware stands around what decides, and a stream is fetched for it; another method would have nothing of either. */
export function reportUselessUse(
  decorators: readonly OurDecorator[],
  method: string,
  view: ProgramView,
  reading: Reading,
): void {
  for (const { name, at } of decorators.filter((each) => ofChains.has(each.name))) {
    const message = `@${name} on ${method} does nothing, as it neither answers a route nor handles a message`
    const help = 'Put it on the class, or on the method of an endpoint or handler'
    reading.report(
      diagnostic('decorator-not-supported', locate(view.root, at.expression), { message, help }),
    )
  }
}

const ofChains: ReadonlySet<string> = new Set(['Use', 'AggregateHandler', 'ConsistentAggregate'])

/** What is said of the handling of messages means nothing of other methods. */
export function reportUselessOfHandlers(
  decorators: readonly OurDecorator[],
  method: string,
  view: ProgramView,
  reading: Reading,
): void {
  for (const { name, at } of decorators) {
    if (name !== 'Batch' && name !== 'Combined') continue
    const message = `@${name} on ${method} does nothing, as it handles no message`
    const help =
      'Put it on a method that handles messages, such as handle, or say @Handler() of this one'
    reading.report(
      diagnostic('decorator-not-supported', locate(view.root, at.expression), { message, help }),
    )
  }
}
