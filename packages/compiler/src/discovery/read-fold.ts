import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { AppliedModel, FoldModel } from '../model/aggregate-model.js'
import type { NamedType } from '../model/type-ref.js'
import { bareType } from './bare-type.js'
import { methodsOf, type FoundMethod } from './class-methods.js'
import { foldSource } from './fold-source.js'
import { isProcessClass } from './handlers.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { noteErrors, type Reading } from './reading.js'

export interface ReadFold {
  readonly fold: FoldModel | undefined
  /** Every class that one of the methods takes, once. */
  readonly events: readonly ts.Symbol[]
}

interface Applied {
  readonly found: FoundMethod
  readonly role: 'apply' | 'create' | 'evolve'
  readonly events: readonly ts.Symbol[]
  readonly returns: AppliedModel['returns']
}

/** How events change a class: its `apply…` methods and static `create…` methods, or one static `evolve(state, event)`. */
export function readFold(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): ReadFold {
  const all = foldingMethods(declaration, view)
  const noted = noteErrors(reading)
  reportMistakes(all, declaration, view, noted)
  const inError = noted.hasErrors ? { inError: true as const } : {}
  const events = [...new Set(all.flatMap((each) => each.events))]
  const [evolve] = all.filter((each) => each.role === 'evolve')
  const applied = all.filter((each) => each.role !== 'evolve')
  if (applied.length > 0) {
    return { fold: { ...methodsFold(applied, declaration, view), ...inError }, events }
  }
  if (evolve === undefined) return { fold: undefined, events }
  return {
    fold: {
      kind: 'evolve',
      events: evolve.events.map((each) => named(each, view)),
      takesNull: takesNull(evolve.found, view),
      returns: evolve.returns,
      source: foldSource(declaration, [evolve.found.declaration], view),
      ...inError,
    },
    events,
  }
}

/** Whether a class is changed by events: then it can be the state of a stream. */
export function isFolded(symbol: ts.Symbol, view: ProgramView): boolean {
  const declaration = symbol.declarations?.find(ts.isClassDeclaration)
  return declaration !== undefined && foldingMethods(declaration, view).length > 0
}

function foldingMethods(declaration: ts.ClassDeclaration, view: ProgramView): readonly Applied[] {
  // Of a process every static method handles a message.
  const isProcess = isProcessClass(declaration, view)
  return methodsOf(declaration, view).flatMap((found): readonly Applied[] => {
    const role = roleOf(found)
    if (role === undefined || (isProcess && found.isStatic)) return []
    const events = eventsOf(found, role === 'evolve' ? 1 : 0, view)
    const returned = found.signature(view)?.getReturnType()
    const isNothing = returned === undefined || bareType(returned, view).type === undefined
    return events.length === 0
      ? []
      : [{ found, role, events, returns: isNothing ? 'nothing' : 'state' }]
  })
}

function roleOf({ name, isStatic }: FoundMethod): Applied['role'] | undefined {
  if (isStatic) return /^create/.test(name) ? 'create' : name === 'evolve' ? 'evolve' : undefined
  return /^apply/.test(name) ? 'apply' : undefined
}

/** The classes of the user's that a parameter can be: of a union each member. */
function eventsOf(
  { signature, callable }: FoundMethod,
  index: number,
  view: ProgramView,
): readonly ts.Symbol[] {
  const parameter = signature(view)?.getParameters()[index]
  if (parameter === undefined) return []
  const type = view.checker.getTypeOfSymbolAtLocation(parameter, callable)
  return bareType(type, view).members.flatMap((each) => {
    const event = each.getSymbol()
    const isClass = event !== undefined && (event.flags & ts.SymbolFlags.Class) !== 0
    return isClass && !view.ids.isGlobal(event) ? [event] : []
  })
}

function methodsFold(
  applied: readonly Applied[],
  declaration: ts.ClassDeclaration,
  view: ProgramView,
): FoldModel {
  const modelsOf = (role: Applied['role']) =>
    applied
      .filter((each) => each.role === role)
      .map(({ found, events, returns }): AppliedModel => ({
        method: found.name,
        events: events.map((each) => named(each, view)),
        returns,
      }))
  const methods = applied.map(({ found }) => found.declaration)
  return {
    kind: 'methods',
    creates: modelsOf('create'),
    applies: modelsOf('apply'),
    source: foldSource(declaration, methods, view),
  }
}

function named(symbol: ts.Symbol, { ids }: ProgramView): NamedType {
  return { kind: 'named', id: ids.idOf(symbol), name: ids.nameOf(symbol), args: [] }
}

function takesNull({ signature, callable }: FoundMethod, view: ProgramView): boolean {
  const parameter = signature(view)?.getParameters()[0]
  if (parameter === undefined) return false
  return bareType(view.checker.getTypeOfSymbolAtLocation(parameter, callable), view).null
}

function reportMistakes(
  all: readonly Applied[],
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): void {
  const owner = declaration.name?.text ?? 'the class'
  const report = ({ found }: Applied, message: string, help: string) => {
    const location = locate(view.root, found.declaration.name)
    reading.report(diagnostic('invalid-aggregate', location, { message, help }))
  }
  const seen = new Map<string, Applied>()
  for (const each of all) {
    const { found, role } = each
    const title = `${owner}.${found.name}`
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
    if (ts.getCombinedModifierFlags(found.declaration) & hidden) {
      report(each, `${title} is not public, so generated code cannot call it`, 'Make it public')
    }
    const returned = found.signature(view)?.getReturnType()
    if (returned !== undefined && bareType(returned, view).isPromise) {
      report(
        each,
        `${title} is asynchronous, and events are applied one after another`,
        'Decide from the event and the state alone, and await nothing',
      )
    }
    if (each.returns === 'state' && isProcessClass(declaration, view)) {
      report(
        each,
        `${title} returns a state, and that of a process is changed in place`,
        'Assign to the fields, and return nothing',
      )
    }
    if (role === 'evolve' && all.some((one) => one.role !== 'evolve')) {
      report(each, `${owner} has evolve beside apply… or create… methods`, 'Keep one of the two')
    }
    for (const event of role === 'evolve' ? [] : each.events) {
      const key = `${role} ${view.ids.idOf(event)}`
      const other = seen.get(key)
      seen.set(key, each)
      if (other === undefined) continue
      const name = view.ids.nameOf(event)
      reading.report(
        diagnostic('event-applied-twice', locate(view.root, found.declaration.name), {
          message: `${owner}.${other.found.name} and ${title} both take ${name}`,
        }),
      )
    }
  }
  const [first] = all
  if (first === undefined || !beginsEmpty(all, view) || canBeMade(declaration, view)) return
  report(
    first,
    `${owner} begins with a new ${owner}(), and its constructor takes arguments`,
    `Give it fields with first values, or make it of its first event: static create(event: …): ${owner}`,
  )
}

/** Without a method that makes the first state, generated code makes a new instance. */
function beginsEmpty(all: readonly Applied[], view: ProgramView): boolean {
  if (all.some((each) => each.role === 'create')) return false
  const [evolve] = all.filter((each) => each.role === 'evolve')
  return evolve === undefined || !takesNull(evolve.found, view)
}

function canBeMade(declaration: ts.ClassDeclaration, view: ProgramView): boolean {
  const symbol = declaration.name && view.checker.getSymbolAtLocation(declaration.name)
  if (symbol === undefined) return true
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Abstract
  if (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) return false
  const [made] = view.checker
    .getTypeOfSymbolAtLocation(symbol, declaration)
    .getConstructSignatures()
    .slice(-1)
  const written = made?.getDeclaration() as ts.Declaration | undefined
  if (written !== undefined && ts.isConstructorDeclaration(written)) {
    if (ts.getCombinedModifierFlags(written) & hidden) return false
  }
  return (made?.getParameters() ?? []).every((each) => mayBeLeftOut(each, declaration, view))
}

function mayBeLeftOut(parameter: ts.Symbol, at: ts.Node, { checker }: ProgramView): boolean {
  const declared = parameter.valueDeclaration
  if (declared !== undefined && ts.isParameter(declared) && declared.dotDotDotToken === undefined) {
    return checker.isOptionalParameter(declared)
  }
  // `...values: [values: T]` of `Data`.
  const type = checker.getTypeOfSymbolAtLocation(parameter, at)
  return !checker.isTupleType(type) || minLength(type as ts.TupleTypeReference) === 0
}

function minLength({ target }: ts.TupleTypeReference): number {
  return target.minLength
}
