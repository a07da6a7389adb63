import ts from '#typescript'
import type { AggregateModel, EventModel } from '../model/application-model.js'
import { bareType } from './bare-type.js'
import type { ProgramView } from './program-view.js'
import { readWireName } from './read-wire-name.js'
import type { Reading } from './reading.js'
import { storedClass } from './stored-class.js'
import { kebabCase, versioned } from './stored-name.js'

export interface ReadAggregate {
  readonly model: AggregateModel | undefined
  readonly events: readonly ts.Symbol[]
}

/** A class used as the state of a stream, with the events its `apply…` and static `create…` methods take. */
export function readAggregate(
  symbol: ts.Symbol,
  view: ProgramView,
  reading: Reading,
): ReadAggregate {
  const stored = storedClass(symbol, 'aggregate', view, reading)
  if (stored === undefined) return { model: undefined, events: [] }
  const { type, location } = stored
  const events = appliedBy(symbol, view)
  return {
    model: {
      type,
      name: kebabCase(type.name),
      events: events.map((each) => ({
        kind: 'named',
        id: view.ids.idOf(each),
        name: view.ids.nameOf(each),
        args: [],
      })),
      location,
    },
    events,
  }
}

function appliedBy(symbol: ts.Symbol, view: ProgramView): readonly ts.Symbol[] {
  const { checker } = view
  const instance = checker.getDeclaredTypeOfSymbol(symbol)
  const made = checker.getTypeOfSymbol(symbol)
  const methods = [
    ...checker.getPropertiesOfType(instance).filter((each) => /^apply/.test(each.name)),
    ...checker.getPropertiesOfType(made).filter((each) => /^create/.test(each.name)),
  ]
  const events = methods.flatMap((method) => {
    const declaration = method.valueDeclaration
    if (declaration === undefined || !ts.isMethodDeclaration(declaration)) return []
    const parameter = declaration.parameters[0]
    if (parameter === undefined) return []
    return bareType(checker.getTypeAtLocation(parameter), view).members.flatMap((each) => {
      const event = each.getSymbol()
      return event !== undefined && event.flags & ts.SymbolFlags.Class ? [event] : []
    })
  })
  return [...new Set(events)]
}

export function readEvent(
  symbol: ts.Symbol,
  view: ProgramView,
  reading: Reading,
): { readonly model: EventModel | undefined; readonly events: readonly [] } {
  const stored = storedClass(symbol, 'event', view, reading)
  if (stored === undefined) return { model: undefined, events: [] }
  const { type, location, declaration } = stored
  const said = readWireName(declaration, view, reading)
  // What is stored keeps its name for ever, so it is not given another one meanwhile.
  if (said === 'in-error') return { model: undefined, events: [] }
  const name = said === undefined ? kebabCase(type.name) : versioned(said)
  return { model: { type, name, location }, events: [] }
}
