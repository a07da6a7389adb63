import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { BatchModel } from '../model/method-model.js'
import { readOption } from './decorator-options.js'
import type { OurCall } from './decorators.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { Reading } from './reading.js'

/** `@Batch({ size: 100, within: { milliseconds: 250 } })` */
export function readBatch(
  decorators: readonly OurCall[],
  view: ProgramView,
  reading: Reading,
): BatchModel | undefined {
  const batch = decorators.find((each) => each.name === 'Batch')
  if (batch === undefined) return undefined
  const size = readOption(batch, 0, 'size', view, reading)
  const within = readDuration(batch, view, reading)
  // What is missing is TypeScript's to report.
  if (typeof size !== 'number' || within === undefined) return undefined
  const wrong = whatIsWrong({ size, within })
  if (wrong !== undefined) {
    const message = `The ${wrong}`
    reading.report(diagnostic('invalid-batch', locate(view.root, batch.call), { message }))
  }
  return { size, within }
}

function whatIsWrong({ size, within }: BatchModel): string | undefined {
  if (!Number.isInteger(size) || size < 1) return `size ${size} of a batch is no number of messages`
  for (const [unit, amount] of Object.entries(within)) {
    if (Number.isInteger(amount) && amount >= 0) continue
    return `within of a batch is no time: ${amount} ${unit}`
  }
  return undefined
}

function readDuration(
  { call }: OurCall,
  { checker, root }: ProgramView,
  reading: Reading,
): BatchModel['within'] | undefined {
  const [options] = call.arguments
  if (options === undefined) return undefined
  const property = checker.getTypeAtLocation(options).getProperty('within')
  if (property === undefined) return undefined
  const written = property.valueDeclaration
  const value =
    written !== undefined && ts.isPropertyAssignment(written) ? written.initializer : options
  const type = checker.getTypeOfSymbolAtLocation(property, options)
  const members = type.getProperties().map(({ name }) => [name, memberOf(value, name, checker)])
  if (members.length > 0 && members.every(([, each]) => typeof each === 'number')) {
    return Object.fromEntries(members) as BatchModel['within']
  }
  reading.report(
    diagnostic('decorator-argument-not-literal', locate(root, value), {
      message: 'The within of Batch is known only when the program runs',
    }),
  )
  return undefined
}

/** A member's type is widened to a number, so what is written is asked. */
function memberOf(value: ts.Expression, name: string, checker: ts.TypeChecker): number | undefined {
  const property = checker.getTypeAtLocation(value).getProperty(name)
  if (property === undefined) return undefined
  const declared = property.valueDeclaration
  const type =
    declared !== undefined && ts.isPropertyAssignment(declared)
      ? checker.getTypeAtLocation(declared.initializer)
      : checker.getTypeOfSymbolAtLocation(property, value)
  return type.isNumberLiteral() ? type.value : undefined
}
