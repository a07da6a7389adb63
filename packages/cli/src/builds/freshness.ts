import { resolve } from 'node:path'
import type { CompileOptions, CompileResult } from '@critter/compiler'
import type { BuildRecord } from './build-record.js'
import { clockTickMs, listFolders, renewedFolder, type FolderStamp } from './listing.js'
import { inputFiles, programFolders, sourceFolders } from './inputs.js'
import { renewed, stampFile, type FileStamp } from './stamp.js'

/** What a result depends on, as it was when it was made. */
export interface Dependencies {
  readonly inputs: readonly FileStamp[]
  readonly folders: readonly FolderStamp[]
}

interface Start {
  readonly startedAt: number
  /** Stamps of the build before, whose hashes hold for the files that did not change since. */
  readonly last: readonly FileStamp[] | undefined
  /** The source folders, where somebody has just listed them. */
  readonly folders?: readonly FolderStamp[] | undefined
}

/** Begins before the compiler reads anything: what changes while it reads must not be taken for what it has read. */
export class Observation {
  readonly #options: CompileOptions
  readonly #last: ReadonlyMap<string, FileStamp>
  readonly #startedAt: number
  readonly #folders: readonly FolderStamp[]

  constructor(options: CompileOptions, { startedAt, last = [], folders }: Start) {
    this.#options = options
    this.#startedAt = startedAt
    this.#last = new Map(last.map((stamp) => [stamp.path, stamp]))
    this.#folders = folders ?? listFolders(sourceFolders(options), outputOf(options))
  }

  /** `undefined` when a file changed since the beginning, or may have: the result must not be kept. */
  finish(
    { inputs: program, missing = [] }: Pick<CompileResult, 'inputs' | 'missing'>,
    configFiles: readonly string[],
  ): Dependencies | undefined {
    const files = new Set([...inputFiles(this.#options, program, configFiles), ...missing])
    const inputs = [...files].map((path) => stampFile(path, this.#last.get(path)))
    const listed = new Set(this.#folders.map(({ path }) => path))
    const others = listFolders(
      programFolders(this.#options, program),
      outputOf(this.#options),
    ).filter(({ path }) => !listed.has(path))
    const isRecent = ({ mtimeMs }: { readonly mtimeMs: number }) =>
      mtimeMs >= this.#startedAt - clockTickMs
    if (inputs.some(isRecent) || others.some(isRecent)) return undefined
    return { inputs, folders: [...this.#folders, ...others] }
  }
}

export type Freshness = Fresh | { readonly kind: 'stale' }

export interface Fresh {
  readonly kind: 'fresh'
  readonly dependencies: Dependencies
  /** `some`: files have other times, though the same content; worth remembering. */
  readonly touched: 'none' | 'some'
}

/** Whether the sources still are what the record was made of. About 3 µs for a file that was not touched (Node 20.20). */
export function freshnessOf({
  options,
  ...last
}: Dependencies & Pick<BuildRecord, 'options'>): Freshness {
  const output = outputOf(options)
  const folders = renewAll(last.folders, (stamp) => renewedFolder(stamp, output))
  const inputs = folders && renewAll(last.inputs, renewed)
  if (folders === undefined || inputs === undefined) return { kind: 'stale' }
  const untouched =
    folders.every((stamp, index) => stamp === last.folders[index]) &&
    inputs.every((stamp, index) => stamp === last.inputs[index])
  return { kind: 'fresh', dependencies: { inputs, folders }, touched: untouched ? 'none' : 'some' }
}

function renewAll<S>(
  stamps: readonly S[],
  renew: (stamp: S) => S | undefined,
): readonly S[] | undefined {
  const all: S[] = []
  for (const stamp of stamps) {
    const now = renew(stamp)
    if (now === undefined) return undefined
    all.push(now)
  }
  return all
}

function outputOf({ root, output }: CompileOptions): string {
  return resolve(root, output)
}
