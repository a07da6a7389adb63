import { InvalidValueError } from '../errors.js'
import { limitExceeded, refusal, uniqueViolation } from '../postgres/sqlstate.js'
import type { StatementError } from '../postgres/statement-error.js'
import { refuseUnstorable, type UnitCommand } from '../postgres/unit-of-work.js'
import type { DocumentIndex } from './document-index.js'
import {
  DocumentChangedError,
  DocumentExistsError,
  DocumentMissingError,
  DocumentNotUniqueError,
} from './errors.js'

/** What Postgres' refusals mean. */
export type Refused = NonNullable<UnitCommand['refused']>

/** Of an insert: the id is taken. */
export function insertRefused(typeName: string, indexes: () => readonly DocumentIndex[]): Refused {
  return { ...writeRefused(typeName, indexes), [refusal.documentExists]: exists(typeName) }
}

/** Of every other write. A store() that found nothing when it loaded is told of a change. */
export function writeRefused(typeName: string, indexes: () => readonly DocumentIndex[]): Refused {
  return {
    [uniqueViolation]: (cause) => {
      const index = indexes().find((each) => each.name === cause.cause.constraint)
      return index === undefined
        ? cause
        : new DocumentNotUniqueError(typeName, index.members, { cause })
    },
    [limitExceeded]: (cause) =>
      new InvalidValueError(
        `a document ${typeName}: expected no text longer than an index can hold (about 2,600 bytes), found a longer one in a member that is indexed.`,
        { cause },
      ),
    ...refuseUnstorable(() => `a document ${typeName}`),
    [refusal.documentExists]: changed(typeName),
    [refusal.documentMissing]: (cause) =>
      new DocumentMissingError(keyOf(typeName, cause), { cause }),
    [refusal.documentChanged]: changed(typeName),
  }
}

function exists(typeName: string) {
  return (cause: StatementError) => new DocumentExistsError(keyOf(typeName, cause), { cause })
}

function changed(typeName: string) {
  return (cause: StatementError) => new DocumentChangedError(keyOf(typeName, cause), { cause })
}

// The id comes back as the detail of the error.
function keyOf(documentType: string, { cause }: StatementError) {
  return { documentType, id: cause.detail ?? '' }
}
