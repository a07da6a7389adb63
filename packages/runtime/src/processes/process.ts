import { nameOf, type Type } from '../core/type.js'
import type { DocumentSession } from '../documents/sessions.js'
import { StreamExistsError } from '../errors.js'
import { delayed } from '../messaging/delivery.js'
import type { MessageContext } from '../messaging/message-bus.js'
import type { HandlerContext } from '../messaging/message-handler.js'
import type { Deadline } from './deadline.js'
import type { Decided, Decider, History } from './decider.js'
import { UnknownProcessMessageError } from './errors.js'
import { historyOf, noHistory } from './step.js'

type Context = MessageContext & Pick<HandlerContext, 'cascade' | 'enterSaga' | 'logger'>

/** One process while a message of it is handled: what it has lived through, and what is decided. */
export interface Process<S extends object> {
  readonly id: string
  readonly type: Type<S>
  readonly isMissing: boolean
  readonly history: History<S>
  /** Makes all that was decided part of the transaction: events, messages, deadlines. */
  record(decided: Decided, context: Context): void
}

/** Reads a process by its id: one round trip. When somebody else appends to it before the commit, that fails. */
export async function fetchProcess<S extends object>(
  session: DocumentSession,
  decider: Decider<S>,
  id: string,
): Promise<Process<S>> {
  const stream = await session.events.fetchForWriting(decider.type, id)
  const { state } = stream
  return {
    id,
    type: decider.type,
    isMissing: state === null,
    history: state === null ? noHistory : historyOf(state),
    record(decided, context) {
      stream.append(...decided.events)
      send(decided, id, decider, context)
    },
  }
}

/** A process that begins: nothing is read, and the commit fails when there is one of this id. */
export function startProcess<S extends object>(
  session: DocumentSession,
  decider: Decider<S>,
  id: string,
): Process<S> {
  return {
    id,
    type: decider.type,
    isMissing: true,
    history: noHistory,
    record(decided, context) {
      const [first, ...others] = decided.events
      if (first === undefined) return
      session.events.appendTo(decider.type, id, { expected: 'none' }, first, ...others)
      send(decided, id, decider, context)
    },
  }
}

/** Commits a process that begins, unless it had begun already: then nothing of this message is written or sent. */
export async function saveUnlessStarted(
  session: DocumentSession,
  { id, type }: Pick<Process<object>, 'id' | 'type'>,
  context: Pick<Context, 'logger' | 'envelope'>,
): Promise<void> {
  try {
    await session.saveChanges()
  } catch (error) {
    // It is declared to be ignored: duplicateStart.
    const isThere = error instanceof StreamExistsError && error.id === id
    if (!isThere || error.aggregateType !== nameOf(type)) throw error
    const { messageName } = context.envelope
    context.logger.info('a process had begun already', { messageName, process: nameOf(type), id })
  }
}

/** What is sent carries the id of the process, as that of a saga. */
function send<S extends object>(
  { messages, deadlines }: Decided,
  id: string,
  decider: Decider<S>,
  context: Context,
): void {
  if (messages.length === 0 && deadlines.length === 0) return
  context.enterSaga(id)
  for (const each of messages) context.cascade(each)
  for (const each of deadlines) {
    context.cascade(delayed({ id }, each.within), messageOf(each, decider))
  }
}

function messageOf<S extends object>(
  { awaited }: Deadline<object>,
  { type, deadlines = [] }: Decider<S>,
): string {
  const found = deadlines.find((each) => each.awaited === awaited)
  if (found !== undefined) return found.message
  throw new UnknownProcessMessageError(nameOf(type), `TimedOut<${nameOf(awaited)}>`)
}
