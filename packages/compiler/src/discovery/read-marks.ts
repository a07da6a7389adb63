import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type {
  AggregateMark,
  ClassModel,
  MethodMarks,
  OnMissingModel,
  RouteModel,
} from '../model/method-model.js'
import { routeDecorators, type RuntimeName } from '../vocabulary.js'
import { userBases, type FoundMethod } from './class-methods.js'
import { reportUnsupported } from './decorator-options.js'
import { ourDecorators, type OurCall } from './decorators.js'
import { reportHiddenDecorators } from './hidden-decorators.js'
import { literalText } from './literal-argument.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { readBatch } from './read-batch.js'
import { readProduces } from './read-produces.js'
import { readUse, reportUselessOfHandlers, reportUselessUse } from './read-use.js'
import { noteErrors, type Reading } from './reading.js'

/** `around`: the class, and those that are being read because they use each other. */
export function readMethodMarks(
  { name, declaration, handles }: FoundMethod & { readonly handles: boolean },
  listed: readonly RouteModel[],
  view: ProgramView,
  reading: Reading,
  around: readonly ts.ClassDeclaration[],
): MethodMarks {
  const noted = noteErrors(reading)
  const decorators = ourDecorators(declaration, view)
  const has = (mark: RuntimeName) => decorators.some((each) => each.name === mark)
  reportHiddenDecorators(declaration, view, noted)
  reportUnsupported(decorators, view, noted)
  const decorated = decorators.flatMap((each) => readRoute(each, view, noted) ?? [])
  const routes = [...decorated, ...listed]
  const batch = readBatch(decorators, view, noted)
  const marks: MethodMarks = {
    routes,
    phase: decorators.map((each) => phases.get(each.name)).find((each) => each !== undefined),
    ignore: has('Ignore'),
    nonTransactional: has('NonTransactional'),
    emptyResponse: has('EmptyResponse'),
    onMissing: readOnMissing(decorators, view, noted),
    produces: decorators.flatMap((each) => readProduces(each, view, noted) ?? []),
    use: readUse(decorators, view, noted, around),
    ...(handles && { handles: true as const }),
    ...(has('Combined') && { combined: true as const }),
    ...readAggregateMark(decorators),
    ...(batch === undefined ? {} : { batch }),
  }
  if (routes.length === 0 && !handles) reportUselessUse(decorators, name, view, noted)
  if (!handles) reportUselessOfHandlers(decorators, name, view, noted)
  return noted.hasErrors ? { ...marks, inError: true } : marks
}

/** What is said of all methods of a class: by its own decorators, and by those of the user's classes above it. */
export function readClassMarks(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
  around: readonly ts.ClassDeclaration[],
): ClassModel['marks'] {
  const noted = noteErrors(reading)
  const own = ourDecorators(declaration, view)
  reportUnsupported(own, view, noted)
  const nearestFirst = [declaration, ...userBases(declaration, view)]
  for (const each of nearestFirst) reportHiddenDecorators(each, view, noted)
  const levels = nearestFirst.map((each) => ourDecorators(each, view))
  const marks: ClassModel['marks'] = {
    ignore: own.some((each) => each.name === 'Ignore'),
    nonTransactional: levels.flat().some((each) => each.name === 'NonTransactional'),
    onMissing: readOnMissing(levels.flat(), view, noted),
    use: readUse(levels.reverse().flat(), view, noted, around),
    ...(levels.flat().some((each) => each.name === 'Combined') && { combined: true as const }),
    ...readAggregateMark(levels.flat()),
  }
  return noted.hasErrors ? { ...marks, inError: true } : marks
}

function readAggregateMark(decorators: readonly OurCall[]): { readonly aggregate?: AggregateMark } {
  const has = (name: RuntimeName) => decorators.some((each) => each.name === name)
  if (has('ConsistentAggregate')) return { aggregate: 'consistent' }
  return has('AggregateHandler') ? { aggregate: 'handler' } : {}
}

const phases: ReadonlyMap<RuntimeName, MethodMarks['phase']> = new Map([
  ['Before', 'before'],
  ['After', 'after'],
  ['AfterCommit', 'after-commit'],
  ['Finally', 'finally'],
  ['OnException', 'on-exception'],
])

/** `@Post('/todos')`, or the same call as a value of `static readonly routes`. */
export function readRoute(
  { name, call, at }: OurCall & { readonly at: ts.Node },
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
  decorator: RuntimeName,
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
