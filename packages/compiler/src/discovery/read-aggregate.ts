import ts from '#typescript'
import type { AggregateModel, EventModel } from '../model/application-model.js'
import { bareType } from './bare-type.js'
import { commentTags } from './comment-tags.js'
import { readOption } from './decorator-options.js'
import { ourDecorators } from './decorators.js'
import { reportHiddenDecorators } from './hidden-decorators.js'
import type { ProgramView } from './program-view.js'
import { readText } from './read-marks.js'
import { noteErrors, type Reading } from './reading.js'
import { storedClass } from './stored-class.js'
import { kebabCase } from './stored-name.js'

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
  const noted = noteErrors(reading)
  reportHiddenDecorators(declaration, view, noted)
  const name =
    decoratedName(declaration, view, noted) ?? taggedName(declaration) ?? kebabCase(type.name)
  // What is stored keeps its name for ever, so it is not given another one meanwhile.
  return { model: noted.hasErrors ? undefined : { type, name, location }, events: [] }
}

/** `@Message('order-placed', { version: 2 })` is `order-placed@2`. */
function decoratedName(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): string | undefined {
  const message = ourDecorators(declaration, view).find((each) => each.name === 'Message')
  const name = message && readText(message.call, 0, 'Message', view, reading)
  if (message === undefined || name === undefined) return undefined
  const version = readOption(message, 1, 'version', view, reading)
  return versioned(name, typeof version === 'number' ? version : undefined)
}

/** The JSDoc tag `@message order-placed@2`. */
function taggedName(declaration: ts.ClassDeclaration): string | undefined {
  const tag = commentTags(declaration).find(
    ({ name, position }) => name === 'message' && position === 'line-start',
  )
  const text = tag?.text.split(/\s/)[0]
  return text === '' ? undefined : text
}

function versioned(name: string, version: number | undefined): string {
  return version === undefined || version === 1 ? name : `${name}@${version}`
}
