import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { OurCall } from './decorators.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { Reading } from './reading.js'

/** One member of a decorator's object argument: `'people'` of `@Doc({ name: 'people' })`. Reports what is no literal. */
export function readOption(
  { name: decorator, call }: OurCall,
  index: number,
  member: string,
  view: ProgramView,
  reading: Reading,
): string | number | undefined {
  const options = call.arguments[index]
  if (options === undefined) return undefined
  const property = view.checker.getTypeAtLocation(options).getProperty(member)
  if (property === undefined) return undefined
  const written = writtenOption(options, member)
  const value =
    (written && literalOf(view.checker.getTypeAtLocation(written))) ??
    literalOf(view.checker.getTypeOfSymbolAtLocation(property, options))
  if (value === undefined) {
    reading.report(
      diagnostic('decorator-argument-not-literal', locate(view.root, options), {
        message: `The ${member} of ${decorator} is known only when the program runs`,
      }),
    )
  }
  return value
}

// An object literal's members widen, `'people'` to a string: what is written says more than its type.
function writtenOption(options: ts.Expression, member: string): ts.Expression | undefined {
  if (!ts.isObjectLiteralExpression(options)) return undefined
  const written = options.properties.find((each) => each.name?.getText() === member)
  return written !== undefined && ts.isPropertyAssignment(written) ? written.initializer : undefined
}

function literalOf(type: ts.Type): string | number | undefined {
  return type.isStringLiteral() || type.isNumberLiteral() ? type.value : undefined
}

/** What the API has and the compiler does nothing with yet must not look as if it worked. */
export function reportUnsupported(
  decorators: readonly OurCall[],
  view: ProgramView,
  reading: Reading,
): void {
  for (const { name, call } of decorators) {
    const options = call.arguments[0]
    const members =
      name === 'Doc' && options !== undefined && ts.isObjectLiteralExpression(options)
        ? options.properties.flatMap((each) => each.name?.getText() ?? [])
        : []
    const isDone = (member: string) => member === 'name' || member === 'indexes'
    for (const each of members.filter((member) => !isDone(member))) {
      reading.report(
        diagnostic('decorator-not-supported', locate(view.root, call), {
          message: `${each} of @${name} does nothing yet`,
        }),
      )
    }
  }
}
