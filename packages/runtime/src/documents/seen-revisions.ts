import type { DocumentTable } from './document-table.js'

/** What `revisionOf` says of a document that was looked for and not found. */
export const missing = 0

/**
 * The revisions a session has read, which guard what it writes.
 *
 * Within one unit the first that was read counts: a decision may rest on it, whatever was read later. After a commit, or an
 * attempt at one, the next read counts again, so that loading once more is the way out of a conflict.
 */
export class SeenRevisions {
  readonly #older = new Map<DocumentTable, Map<string, number>>()
  readonly #current = new Map<DocumentTable, Map<string, number>>()

  see(table: DocumentTable, key: string, revision: number): void {
    const seen = within(this.#current, table)
    if (!seen.has(key)) seen.set(key, revision)
  }

  /** `missing` when it was looked for and not there, `undefined` when nobody looked. */
  revisionOf(table: DocumentTable, key: string): number | undefined {
    return this.#current.get(table)?.get(key) ?? this.#older.get(table)?.get(key)
  }

  /** A unit ended; what was written has the revision given for it, or is not known any more. */
  nextUnit(
    written: Iterable<{ table: DocumentTable; key: string; revision: number | undefined }>,
  ): void {
    for (const [table, seen] of this.#current) {
      const older = within(this.#older, table)
      for (const [key, revision] of seen) older.set(key, revision)
    }
    this.#current.clear()
    for (const { table, key, revision } of written) {
      if (revision === undefined) this.#older.get(table)?.delete(key)
      else within(this.#older, table).set(key, revision)
    }
  }
}

function within(
  seen: Map<DocumentTable, Map<string, number>>,
  table: DocumentTable,
): Map<string, number> {
  const keys = seen.get(table) ?? new Map<string, number>()
  seen.set(table, keys)
  return keys
}
