import type { DocumentTable } from './document-table.js'

/** What `revisionOf` says of a document that was looked for and not found. */
export const missing = 0

interface Seen {
  readonly table: DocumentTable
  readonly key: string
  readonly revision: number
}

const mostNotIndexed = 1000

/**
 * The revisions a session has read, which guard what it writes.
 *
 * Within one unit the first that was read counts: a decision may rest on it, whatever was read later. After a commit, or an
 * attempt at one, the next read counts again, so that loading once more is the way out of a conflict.
 */
export class SeenRevisions {
  readonly #older = new Map<DocumentTable, Map<string, number>>()
  readonly #current = new Map<DocumentTable, Map<string, number>>()
  // Most sessions that read many documents never write one, and have no use for an index of them.
  readonly #notIndexed: Seen[] = []

  see(table: DocumentTable, key: string, revision: number): void {
    this.#notIndexed.push({ table, key, revision })
    // What is read again and again takes its place once.
    if (this.#notIndexed.length === mostNotIndexed) this.#index()
  }

  #index(): void {
    for (const { table, key, revision } of this.#notIndexed) {
      const seen = within(this.#current, table)
      if (!seen.has(key)) seen.set(key, revision)
    }
    this.#notIndexed.length = 0
  }

  /** `missing` when it was looked for and not there, `undefined` when nobody looked. */
  revisionOf(table: DocumentTable, key: string): number | undefined {
    this.#index()
    return this.#current.get(table)?.get(key) ?? this.#older.get(table)?.get(key)
  }

  /** A unit ended; what was written has the revision given for it, or is not known any more. */
  nextUnit(
    written: Iterable<{ table: DocumentTable; key: string; revision: number | undefined }>,
  ): void {
    this.#index()
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
