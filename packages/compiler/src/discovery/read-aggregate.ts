import ts from '#typescript'
import type { AggregateModel } from '../model/aggregate-model.js'
import type { EventModel } from '../model/application-model.js'
import { readOption } from './decorator-options.js'
import { ourDecorators } from './decorators.js'
import type { ProgramView } from './program-view.js'
import { readFold } from './read-fold.js'
import { readWireName } from './read-wire-name.js'
import type { Reading } from './reading.js'
import { storedClass } from './stored-class.js'
import { kebabCase, versioned } from './stored-name.js'

/** How it is used is known when all files are. */
export type DeclaredAggregate = Omit<AggregateModel, 'isWritten' | 'isStarted'>

export interface ReadAggregate {
  readonly model: DeclaredAggregate | undefined
  readonly events: readonly ts.Symbol[]
}

/** A class used as the state of a stream, with the events that change it. */
export function readAggregate(
  symbol: ts.Symbol,
  view: ProgramView,
  reading: Reading,
): ReadAggregate {
  const stored = storedClass(symbol, 'aggregate', view, reading)
  if (stored === undefined) return { model: undefined, events: [] }
  const { type, location, declaration } = stored
  const { fold, events } = readFold(declaration, view, reading)
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
      fold,
      snapshot: readSnapshot(declaration, view, reading),
      location,
    },
    events,
  }
}

/** `@Snapshot({ version: 2, lifecycle: 'live' })` */
function readSnapshot(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): AggregateModel['snapshot'] {
  const found = ourDecorators(declaration, view).find((each) => each.name === 'Snapshot')
  if (found === undefined) return {}
  const version = readOption(found, 0, 'version', view, reading)
  const lifecycle = readOption(found, 0, 'lifecycle', view, reading)
  return {
    ...(typeof version === 'number' ? { version } : {}),
    ...(lifecycle === 'inline' || lifecycle === 'live' ? { lifecycle } : {}),
  }
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
