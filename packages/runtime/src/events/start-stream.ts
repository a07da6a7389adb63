import type { SideEffect } from '../core/side-effect.js'
import type { Type } from '../core/type.js'
import type { DocumentSession } from '../documents/sessions.js'
import type { EventOf } from './event-of.js'

/** Starts a stream with its first events; `StreamExistsError` when there is one of that type and id. */
export class StartStream<S extends object, E extends object = object> implements SideEffect {
  readonly aggregate: Type<S>
  readonly id: string
  readonly events: readonly [E, ...E[]]

  constructor(aggregate: Type<S>, id: string, events: readonly [E, ...E[]]) {
    this.aggregate = aggregate
    this.id = id
    this.events = events
  }

  execute(session: DocumentSession): void {
    this.#start(session)
  }

  // A private member makes the class nominal.
  #start(session: DocumentSession): void {
    session.events.startStream<Type>(this.aggregate, this.id, ...this.events)
  }
}

export function startStream<C extends Type>(
  aggregate: C,
  id: string,
  ...events: readonly [EventOf<C>, ...EventOf<C>[]]
): StartStream<C['prototype'], EventOf<C>> {
  return new StartStream(aggregate, id, events)
}
