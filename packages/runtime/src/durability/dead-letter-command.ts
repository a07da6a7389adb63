import type { Command, Value } from '../postgres/statement.js'
import type { Dead, Writing } from './changes.js'
import { columnsOf, storable } from './envelope-row.js'
import * as sql from './sql/dead-letters.js'

/** A message becomes a dead letter: its row goes, if it has one that this node still owns. */
export function deadLetterCommand(dead: Dead, { owner, now, keepHandledMs }: Writing): Command {
  const values = valuesOf(dead, now)
  const me = String(owner)
  switch (dead.from) {
    case 'local':
      return { statement: sql.buryLocal, values: [...values, me] }
    case 'received':
      return { statement: sql.buryReceived, values: [...values, me, String(keepHandledMs)] }
    case 'outbox':
      return { statement: sql.buryOutbox, values: [...values, me] }
    case 'broker':
    case 'memory':
      return { statement: sql.buryLoose, values }
  }
}

function valuesOf({ id, from, envelope, why }: Dead, now: Date): readonly Value[] {
  const { messageName, body, envelope: carried } = columnsOf(envelope)
  const error = why.error === undefined ? undefined : describe(why.error)
  return [
    id,
    envelope.id,
    storable(envelope.destination),
    storable(envelope.handler ?? ''),
    from === 'outbox' ? 'outbox' : 'inbox',
    String(envelope.attempt),
    messageName,
    body,
    carried,
    why.reason,
    error?.name ?? null,
    error?.message ?? null,
    error?.stack ?? null,
    now.toISOString(),
  ]
}

interface ErrorText {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
}

/** Whatever was thrown, even if it does not want to be looked at. */
function describe(error: unknown): ErrorText {
  try {
    if (!(error instanceof Error)) {
      return { name: typeof error, message: storable(String(error)), stack: undefined }
    }
    // They may be anything, whatever their type says.
    const { name, message, stack }: { [Name in keyof Error]?: unknown } = error
    return {
      // `class CardRefused extends Error {}` is called by its class: nobody has given it another name.
      name: storable(name === 'Error' ? error.constructor.name : String(name)),
      message: storable(String(message)),
      stack: typeof stack === 'string' ? storable(stack) : undefined,
    }
  } catch {
    return { name: 'unknown', message: 'The error cannot be shown as text.', stack: undefined }
  }
}
