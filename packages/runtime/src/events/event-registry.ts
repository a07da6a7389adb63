import { nameOf, type Type } from '../core/type.js'
import { found } from '../postgres/require-value.js'
import { UnknownAggregateError, UnknownEventError, type EventPlace } from './errors.js'
import type { AggregateMapping, EventMapping } from './event-mapping.js'

// Mappings of many classes in one list: what one takes, the others do not.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyEventMapping = EventMapping<any>
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyAggregateMapping = AggregateMapping<any>

/** Finds how events are stored: by class on the way in, by name on the way out. */
export class EventRegistry {
  readonly #byClass = new Map<unknown, AnyEventMapping>()
  readonly #byName = new Map<string, AnyEventMapping>()
  readonly #aggregates = new Map<Type, AnyAggregateMapping>()

  constructor(events: readonly AnyEventMapping[], aggregates: readonly AnyAggregateMapping[]) {
    for (const mapping of events) {
      this.#byClass.set(mapping.type, mapping)
      this.#byName.set(mapping.name, mapping)
    }
    for (const mapping of aggregates) this.#aggregates.set(mapping.type as Type, mapping)
  }

  mappingOf(event: unknown): AnyEventMapping {
    // Of the prototype: a member of the event may be called "constructor".
    const prototype = isObject(event) ? (Object.getPrototypeOf(event) as object | null) : null
    const mapping = this.#byClass.get(prototype?.constructor)
    if (mapping === undefined) throw unknownEvent(event)
    return mapping
  }

  mappingOfClass(type: Type): AnyEventMapping {
    const mapping = this.#byClass.get(type)
    if (mapping === undefined) throw unknownEvent(Object.create(type.prototype))
    return mapping
  }

  mappingOfStored({ name, streamId, version }: EventPlace): AnyEventMapping {
    const mapping = this.#byName.get(name)
    if (mapping !== undefined) return mapping
    throw new UnknownEventError(
      `Event ${version} of the stream "${streamId}" is a "${name}", and no class is known for that. ` +
        `Keep the class, or name another one @Message('${name}'), and run "critter codegen".`,
    )
  }

  aggregateOf<S extends object>(type: Type<S>): AggregateMapping<S> {
    const mapping = this.#aggregates.get(type)
    if (mapping === undefined) throw new UnknownAggregateError(nameOf(type))
    return mapping as AggregateMapping<S>
  }
}

function unknownEvent(event: unknown): UnknownEventError {
  if (!isObject(event)) {
    return new UnknownEventError(`Expected an event, found ${found(event)}.`)
  }
  const prototype = Object.getPrototypeOf(event) as object | null
  if (prototype === null || prototype === Object.prototype) {
    const members = Object.keys(event).join(', ')
    return new UnknownEventError(
      `Expected an instance of an event's class, found a plain object { ${members} }. ` +
        'Events are stored under the name of their class: make it with new.',
    )
  }
  return new UnknownEventError(
    `${prototype.constructor.name} is not known as an event. Run "critter codegen" and pass the result to createApp().`,
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
