import { arrayLiteral } from '../postgres/array-literal.js'
import type { Value } from '../postgres/statement.js'
import type { UnitCommand } from '../postgres/unit-of-work.js'
import type { DocumentTable } from './document-table.js'
import type { Expectation, PendingDocument } from './pending-documents.js'
import type { Refused } from './refused.js'
import { missing, type SeenRevisions } from './seen-revisions.js'
import { batchSize } from './sql/document-statements.js'

/** A pending document with the revision this session has seen of it. */
export interface DocumentWrite extends PendingDocument {
  readonly seen: number | undefined
  /** The one it gets when it is not there yet. */
  readonly first: number
  readonly how: 'store' | 'insert' | 'update' | 'delete' | 'delete-expected' | 'expect-missing'
}

export function planWrite(
  document: PendingDocument,
  revisions: SeenRevisions,
  first: number,
): DocumentWrite {
  const seen = revisions.revisionOf(document.table, document.key)
  return { ...document, seen, first, how: chooseHow(document, seen) }
}

function chooseHow(
  { expects, data }: PendingDocument,
  seen: number | undefined,
): DocumentWrite['how'] {
  if (data === null) {
    if (expects === 'missing') return 'expect-missing'
    if (expects === 'present') return 'delete-expected'
    if (seen === undefined) return 'delete'
    return seen === missing ? 'expect-missing' : 'delete-expected'
  }
  if (expects === 'missing' || (expects === 'nothing' && seen === missing)) return 'insert'
  return expects === 'present' || seen !== undefined ? 'update' : 'store'
}

/** The revision a document has after the commit; `undefined` where only Postgres knows. */
export function revisionAfter({ how, seen, first }: DocumentWrite): number | undefined {
  if (how === 'insert') return first
  return how === 'update' && seen ? seen + 1 : undefined
}

/** One statement per document, or one for a run of many that are inserted or stored in one table. */
export function documentCommands(
  writes: readonly DocumentWrite[],
  tenant: string,
  now: string,
): UnitCommand[] {
  const commands: UnitCommand[] = []
  for (let start = 0; start < writes.length;) {
    const end = endOfRun(writes, start)
    if (end - start >= batchSize) commands.push(batchCommand(writes.slice(start, end), tenant, now))
    else for (const write of writes.slice(start, end)) commands.push(command(write, tenant, now))
    start = end
  }
  return commands
}

function endOfRun(writes: readonly DocumentWrite[], start: number): number {
  const { table, how, expects } = writes[start]!
  if (how !== 'store' && how !== 'insert') return start + 1
  const continues = (write: DocumentWrite | undefined) =>
    write?.table === table && write.how === how && write.expects === expects
  let end = start + 1
  while (continues(writes[end])) end++
  return end
}

function batchCommand(writes: readonly DocumentWrite[], tenant: string, now: string): UnitCommand {
  const { table, how, expects, first } = writes[0]!
  return {
    statement: how === 'store' ? table.storeMany : table.insertMany,
    values: [
      tenant,
      arrayLiteral(writes.map((write) => write.key)),
      arrayLiteral(writes.map((write) => write.data)),
      now,
      String(first),
    ],
    refused: refusedBy(table, expects),
  }
}

function command(write: DocumentWrite, tenant: string, now: string): UnitCommand {
  const { table, key, data, expects, seen, first, how } = write
  const refused = refusedBy(table, expects)
  // Nothing has the revision `missing`, so an update of what this session did not find is refused.
  const revision: Value = seen === undefined ? null : String(seen)
  switch (how) {
    case 'store':
      return { statement: table.store, values: [tenant, key, data, now, String(first)], refused }
    case 'insert':
      return { statement: table.insert, values: [tenant, key, data, now, String(first)], refused }
    case 'update':
      return { statement: table.update, values: [tenant, key, data, now, revision], refused }
    case 'delete':
      return { statement: table.delete, values: [tenant, key], refused }
    case 'delete-expected':
      return { statement: table.deleteExpected, values: [tenant, key, revision], refused }
    case 'expect-missing':
      return { statement: table.expectMissing, values: [tenant, key], refused }
  }
}

function refusedBy(table: DocumentTable, expects: Expectation): Refused {
  return expects === 'missing' ? table.insertRefused : table.writeRefused
}
