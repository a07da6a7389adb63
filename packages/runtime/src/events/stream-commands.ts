import { StreamExistsError, StreamMissingError } from '../errors.js'
import { refusal, uniqueViolation } from '../postgres/sqlstate.js'
import type { StatementError } from '../postgres/statement-error.js'
import type { Outcome, UnitCommand } from '../postgres/unit-of-work.js'
import { AmbiguousStreamError, StreamArchivedError, VersionError } from './errors.js'
import type { PendingStream } from './pending-stream.js'
import { advanceStreamStatement } from './sql/advance-stream.js'
import { archiveStreamStatement } from './sql/archive-stream.js'
import { requireVersionStatement } from './sql/require-version.js'
import { startOrAdvanceStreamStatement } from './sql/start-or-advance-stream.js'
import { startStreamStatement } from './sql/start-stream.js'
import type { StandingAfter } from './standing-after.js'

/** What becomes of a stream, ahead of its events: its row is locked, and who is refused has drawn no position. */
export function streamCommands(
  stream: PendingStream,
  after: StandingAfter | undefined,
  tenant: string,
  now: string,
): readonly UnitCommand[] {
  const commands: UnitCommand[] = []
  if (stream.events.length > 0) {
    commands.push({ ...advance(stream, tenant, now), settled: moveOnCommit(stream, after) })
  }
  if (stream.events.length === 0 && stream.isEnforced) commands.push(requireVersion(stream, tenant))
  if (stream.isArchived) commands.push(archive(stream, tenant, now))
  return commands
}

function moveOnCommit(stream: PendingStream, after: StandingAfter | undefined) {
  return (outcome: Outcome): void => {
    if (outcome === 'committed' && after !== undefined) stream.moved(after.version, after.base)
  }
}

function advance(stream: PendingStream, tenant: string, now: string): UnitCommand {
  const { id, type = null, expected } = stream
  const count = String(stream.events.length)
  const refused = refusals(stream)
  switch (expected) {
    case 'none':
      return { statement: startStreamStatement, values: [tenant, id, type, count, now], refused }
    case 'any': {
      const values = [tenant, id, type, count, now]
      return { statement: startOrAdvanceStreamStatement, values, refused }
    }
    default: {
      const version = expected === 'exists' ? null : String(expected)
      const values = [tenant, id, type, count, version]
      return { statement: advanceStreamStatement, values, refused }
    }
  }
}

function requireVersion(stream: PendingStream, tenant: string): UnitCommand {
  const values = [tenant, stream.id, stream.type!, String(stream.knownVersion)]
  return { statement: requireVersionStatement, values, refused: refusals(stream) }
}

function archive(stream: PendingStream, tenant: string, now: string): UnitCommand {
  const values = [tenant, stream.id, stream.type ?? null, now]
  return { statement: archiveStreamStatement, values, refused: refusals(stream) }
}

function refusals(stream: PendingStream): NonNullable<UnitCommand['refused']> {
  const { id, aggregateName: aggregateType } = stream
  return {
    [uniqueViolation]: (cause) => new StreamExistsError(id, aggregateType, { cause }),
    [refusal.streamMissing]: (cause) => new StreamMissingError(id, { cause }),
    [refusal.streamAmbiguous]: (cause) =>
      new AmbiguousStreamError(id, detailOf(cause).split(','), { cause }),
    [refusal.streamChanged]: (cause) => {
      const versions = { expected: stream.knownVersion ?? 0, found: Number(detailOf(cause)) }
      return new VersionError({ id, aggregateType }, versions, { cause })
    },
    [refusal.streamArchived]: (cause) => new StreamArchivedError(id, { cause }),
  }
}

function detailOf({ cause }: StatementError): string {
  return cause.detail ?? ''
}
