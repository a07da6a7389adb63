import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { AppliedEvents, ProcessModel, ProcessStep } from '../model/process-model.js'
import type { ClassModel, MethodModel } from '../model/method-model.js'
import type { NamedType } from '../model/type-ref.js'
import { runtimeId } from '../vocabulary.js'
import { bareType } from './bare-type.js'
import { methodsOf, type FoundMethod } from './class-methods.js'
import { ourDecorators } from './decorators.js'
import type { StoredUse } from './document-uses.js'
import { isProcessClass } from './handlers.js'
import { locate } from './locate.js'
import { messagesTaken } from './messages-taken.js'
import { eventsReturned, symbolsMentioned } from './process-events.js'
import { readProcessOptions } from './process-options.js'
import type { ProgramView } from './program-view.js'
import { isAbstract, readClass, symbolOfClass } from './read-class.js'
import type { Unit } from './unit.js'
import { kebabCase } from './stored-name.js'

/** A process, and what it stores: itself as the state of its streams, and its events. */
export interface ReadProcess {
  readonly model: ProcessModel
  readonly stored: readonly StoredUse[]
}

/** Reads a class that extends `ProcessManager`; tells of one that does and says nothing of itself, and the other way round. */
export function readProcess(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  unit: Unit,
): ReadProcess | undefined {
  const isProcess = isProcessClass(declaration, view)
  const decorators =
    ts.getDecorators(declaration) === undefined ? [] : ourDecorators(declaration, view)
  const said = decorators.find((each) => each.name === 'Process')
  if (isAbstract(declaration) || decorators.some((each) => each.name === 'Ignore')) return undefined
  if (!isProcess || said === undefined) {
    if (isProcess !== (said !== undefined)) reportHalf(declaration, isProcess, view, unit)
    return undefined
  }
  const options = readProcessOptions(said.call, view, unit)
  const symbol = symbolOfClass(declaration, view)
  if (options === undefined || symbol === undefined) return undefined
  const handling = stepMethods(declaration, view)
  const owner = readClass(declaration, view, unit, { handling: new Set(handling) })
  if (!owner.exported) {
    unit.report(
      diagnostic('handler-not-exported', owner.location, {
        message: `${owner.type.name} is not exported`,
      }),
    )
    return undefined
  }
  const found = methodsOf(declaration, view)
  const staticNamed = (name: string) =>
    owner.methods.find((each) => each.isStatic && each.name === name)
  const complete = staticNamed('complete')
  const notFound = staticNamed('notFound')
  const { records, repeats, endsWith, ...said_ } = options
  const model: ProcessModel = {
    ...said_,
    class: owner,
    type: owner.type,
    name: kebabCase(owner.type.name),
    records: records.map((each) => each.type),
    repeats: repeats.map((each) => each.type),
    endsWith: endsWith.map((each) => each.type),
    applies: found.flatMap((each) => appliedBy(each, view)),
    steps: found.flatMap((each, index) => {
      const method = owner.methods[index]
      const isStep = method !== undefined && handling.includes(each.declaration)
      return isStep && isNoWord(each) ? stepsOf(owner, method, each, view, unit) : []
    }),
    ...(complete === undefined ? {} : { complete }),
    ...(notFound === undefined ? {} : { notFound }),
    location: owner.location,
  }
  const events = new Set([
    ...[...records, ...endsWith].map((each) => each.symbol),
    ...symbolsMentioned(eventsReturned(model), unit),
  ])
  return {
    model,
    stored: [
      { kind: 'aggregate', symbol, node: declaration, writes: true, starts: true },
      ...[...events].map((each): StoredUse => ({ kind: 'event', symbol: each, node: declaration })),
    ],
  }
}

/** Every public static method, `complete` and `notFound` among them. */
function stepMethods(declaration: ts.ClassDeclaration, view: ProgramView): readonly ts.Node[] {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  return methodsOf(declaration, view)
    .filter((each) => each.isStatic)
    .filter((each) => !(ts.getCombinedModifierFlags(each.declaration) & hidden))
    .filter((each) => !ourDecorators(each.declaration, view).some(({ name }) => name === 'Ignore'))
    .map((each) => each.declaration)
}

function isNoWord({ name }: FoundMethod): boolean {
  return name !== 'complete' && name !== 'notFound'
}

function stepsOf(
  owner: ClassModel,
  method: MethodModel,
  found: FoundMethod,
  view: ProgramView,
  unit: Unit,
): readonly ProcessStep[] {
  const kind = /^starts?(?!\p{Ll})/u.test(method.name) ? 'start' : 'handle'
  return messagesTaken({ owner, method, found }, view, unit).flatMap(
    (message): readonly ProcessStep[] => {
      if (message.id !== runtimeId('TimedOut')) return [{ method, kind, message }]
      const awaited = message.args[0]?.type
      return awaited?.kind === 'named' ? [{ method, kind: 'timed-out', message: awaited }] : []
    },
  )
}

function appliedBy(
  { name, isStatic, callable, signature }: FoundMethod,
  view: ProgramView,
): readonly AppliedEvents[] {
  const parameter = signature(view)?.getParameters()[0]
  if (isStatic || !/^apply/.test(name) || parameter === undefined) return []
  const type = view.checker.getTypeOfSymbolAtLocation(parameter, callable)
  const events = bareType(type, view).members.flatMap((each): readonly NamedType[] => {
    const event = each.getSymbol()
    if (event === undefined || !(event.flags & ts.SymbolFlags.Class)) return []
    return [{ kind: 'named', id: view.ids.idOf(event), name: view.ids.nameOf(event), args: [] }]
  })
  return events.length === 0 ? [] : [{ method: name, events }]
}

function reportHalf(
  declaration: ts.ClassDeclaration,
  isProcess: boolean,
  view: ProgramView,
  unit: Unit,
): void {
  const name = declaration.name?.text ?? 'The class'
  const what = isProcess
    ? {
        message: `${name} extends ProcessManager, and does not say what identifies and ends it`,
        help: "Decorate it: @Process({ id: 'orderId', duplicateStart: 'reject', endsWith: [OrderCompleted] })",
      }
    : {
        message: `${name} has @Process, and does not extend ProcessManager`,
        help: `Write: class ${name} extends ProcessManager`,
      }
  const location = locate(view.root, declaration.name ?? declaration)
  unit.report(diagnostic('not-a-process', location, what))
}
