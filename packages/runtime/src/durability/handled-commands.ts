import type { SentEnvelope } from '../messaging/envelope.js'
import { DuplicateMessageError } from '../messaging/errors.js'
import type { Origin } from '../messaging/message-store.js'
import { refusal } from '../postgres/sqlstate.js'
import type { UnitCommand } from '../postgres/unit-of-work.js'
import { namesOf, type Writing } from './changes.js'
import * as inbox from './sql/inbox.js'
import { keysOf } from './stored-rows.js'

/** What says in a unit of work that a message is handled, and refuses the unit when it was before or is another node's. */
export function handledCommands(
  envelope: SentEnvelope,
  from: Origin,
  { owner, now, keepHandledMs }: Writing,
): readonly UnitCommand[] {
  const { id, destination, handler = '' } = envelope
  const refused = {
    [refusal.messageHandled]: (cause: Error) =>
      new DuplicateMessageError(
        `The message ${id} (${envelope.messageName}) was handled before, or another node has taken it over. Nothing of this execution was written.`,
        { cause },
      ),
  }
  const key = [id, destination, handler]
  const known = String(keepHandledMs)
  switch (from) {
    case 'local':
      return [{ statement: inbox.handleLocal, values: [...key, String(owner)], refused }]
    case 'received':
      return [{ statement: inbox.handleReceived, values: [...key, String(owner), known], refused }]
    case 'broker': {
      const values = [...keysOf([envelope]), now.toISOString(), known, namesOf([envelope])]
      return [{ statement: inbox.handleBroker, values, refused }]
    }
    case 'memory':
      return []
  }
}
