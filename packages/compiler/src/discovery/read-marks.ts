import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { MethodMarks, OnMissingModel, RouteModel } from '../model/method-model.js'
import { routeDecorators } from '../vocabulary.js'
import { reportUnsupported } from './decorator-options.js'
import { readProduces } from './read-produces.js'
import { ourDecorators, type OurCall } from './decorators.js'
import { literalText } from './literal-argument.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import type { Reading } from './reading.js'

export function readMethodMarks(
  declaration: ts.MethodDeclaration,
  view: ProgramView,
  reading: Reading,
): MethodMarks {
  const decorators = ourDecorators(declaration, view)
  const has = (name: string) => decorators.some((each) => each.name === name)
  reportUnsupported(decorators, view, reading)
  return {
    routes: decorators.flatMap((each) => readRoute(each, each.call.parent, view, reading) ?? []),
    phase: decorators.map((each) => phases.get(each.name)).find((each) => each !== undefined),
    ignore: has('Ignore'),
    nonTransactional: has('NonTransactional'),
    emptyResponse: has('EmptyResponse'),
    onMissing: readOnMissing(decorators, view, reading),
    produces: decorators.flatMap((each) => readProduces(each, view, reading) ?? []),
    use: [],
  }
}

const phases: ReadonlyMap<string, MethodMarks['phase']> = new Map([
  ['Before', 'before'],
  ['After', 'after'],
  ['AfterCommit', 'after-commit'],
  ['Finally', 'finally'],
  ['OnException', 'on-exception'],
])

/** `@Post('/todos')`, or the same call as a value of `static readonly routes`. */
export function readRoute(
  { name, call }: OurCall,
  at: ts.Node,
  view: ProgramView,
  reading: Reading,
): RouteModel | undefined {
  if (!Object.hasOwn(routeDecorators, name)) return undefined
  const path = readText(call, 0, name, view, reading)
  if (path === undefined) return undefined
  const verb = routeDecorators[name as keyof typeof routeDecorators]
  return { verb, path, location: locate(view.root, at) }
}

export function readOnMissing(
  decorators: readonly OurCall[],
  view: ProgramView,
  reading: Reading,
): OnMissingModel | undefined {
  const found = decorators.find((each) => each.name === 'OnMissing')
  if (found === undefined) return undefined
  const answer = readText(found.call, 0, 'OnMissing', view, reading)
  if (!isAnswer(answer)) return undefined
  const message =
    found.call.arguments.length > 1
      ? readText(found.call, 1, 'OnMissing', view, reading)
      : undefined
  return { answer, message }
}

function isAnswer(text: string | undefined): text is OnMissingModel['answer'] {
  return (
    text === 'problem-404' || text === 'problem-400' || text === 'no-content' || text === 'throw'
  )
}

/** Reports what is no literal; an argument that is missing is TypeScript's to report. */
export function readText(
  call: ts.CallExpression,
  index: number,
  decorator: string,
  view: ProgramView,
  reading: Reading,
): string | undefined {
  const argument = call.arguments[index]
  if (argument === undefined) return undefined
  const text = literalText(argument, view)
  if (text === undefined) {
    reading.report(
      diagnostic('decorator-argument-not-literal', locate(view.root, argument), {
        message: `The argument of ${decorator} is known only when the program runs`,
      }),
    )
  }
  return text
}
