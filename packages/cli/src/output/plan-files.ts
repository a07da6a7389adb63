import type { GeneratedFile } from '@critter/compiler'
import type { FileStamp } from '../builds/stamp.js'
import type { Kept } from './files-to-keep.js'
import { fingerprintOf, manifestName, printManifest, shortened, type Manifest } from './manifest.js'
import type { OutputFolder } from './output-folder.js'
import type { WireNames } from './wire-names.js'
import {
  isDeletable,
  isGenerated,
  stepFor,
  type Blocked,
  type Ownership,
  type PlannedWrite,
} from './plan-file.js'

/** What has to happen in the output folder, and why; nothing is touched yet. Paths are relative to the folder, sorted. */
export interface FilePlan {
  /** Absolute. */
  readonly folder: string
  /** In the order of writing. */
  readonly writes: readonly PlannedWrite[]
  readonly deletes: readonly PlannedDelete[]
  readonly unchanged: readonly string[]
  /** Of those, as they were found. */
  readonly stamps: readonly FileStamp[]
  readonly blocked: readonly Blocked[]
  /** In the folder, but not ours: left alone. */
  readonly strays: readonly string[]
  /** Those strays that an earlier build wrote, from their first line: of an older manifest, or edited since. */
  readonly leftovers: readonly string[]
  /** Left as they are, because of errors. */
  readonly kept: readonly string[]
  /** Wire names of the last build that nothing has any more. Still listed: that they went is reported until it is accepted. */
  readonly removedNames: readonly string[]
}

export interface PlannedDelete {
  readonly path: string
  readonly before: string
}

export interface Wanted {
  readonly files: readonly GeneratedFile[]
  readonly names: WireNames
  /** Because of errors. */
  readonly kept: Kept
  /** Of the folder when it was last known; none where only what is read counts. */
  readonly stamps: readonly FileStamp[]
}

/** `manifest`: what the last build wrote; `undefined` when there is none that can be read. */
export function planFiles(
  wanted: Wanted,
  folder: OutputFolder,
  manifest: Manifest | undefined,
): FilePlan {
  const last: Manifest['files'] = manifest?.files ?? new Map()
  const wantedPaths = new Set(wanted.files.map(({ path }) => path))
  const dropped = [...last.keys()].filter((path) => !wantedPaths.has(path))
  const { paths: kept, index } = wanted.kept
  const stamps = new Map(wanted.stamps.map((each) => [each.path, each]))
  const ownership: Ownership = { folder, last, wanted: wantedPaths, stamps }

  const files = wanted.files
    .filter(({ path }) => !kept.has(path))
    .map((file) => (file.path === index?.path ? index : file))
  const steps = files.map((file) => stepFor(file, ownership))
  const refused = new Set(steps.filter((step) => step.kind === 'blocked').map(({ path }) => path))
  const listed = [
    ...files
      .filter(({ path }) => !refused.has(path))
      .map((file) => {
        const { path, facts } = file
        return [path, { hash: shortened(fingerprintOf(file)), facts }] as const
      }),
    ...[...last].filter(([path]) => kept.has(path)),
  ]
  const text = printManifest({ files: new Map(listed), names: wanted.names.listed })
  const all = [...steps, stepFor({ path: manifestName, text, facts: {} }, ownership)]

  const unchanged = all.filter((step) => step.kind === 'unchanged')
  const deletes = dropped
    .filter((path) => !kept.has(path) && isDeletable(path, ownership))
    .map((path) => ({ path, before: textAt(path, folder) }))
  const accounted = new Set([...wantedPaths, ...kept, ...deletes.map(({ path }) => path)])
  const strays = folder.list().filter((path) => !accounted.has(path))
  return {
    folder: folder.path,
    writes: all.filter((step) => step.kind === 'write').sort(inOrderOfWriting),
    deletes,
    unchanged: unchanged.map(({ path }) => path).sort(),
    stamps: unchanged.map(({ stamp }) => stamp),
    blocked: all.filter((step) => step.kind === 'blocked').sort(byPath),
    strays,
    leftovers: strays.filter((path) => path.endsWith('.ts') && isGenerated(textAt(path, folder))),
    kept: [...kept].sort(),
    removedNames: wanted.names.removed,
  }
}

const indexName = 'index.ts'

// The index imports the others and the manifest vouches for them, so they come last: whoever watches the folder, or finds it
// after a crash, never sees an import of a file that is not there.
function inOrderOfWriting(a: PlannedWrite, b: PlannedWrite): number {
  return rank(a.path) - rank(b.path) || byPath(a, b)
}

function rank(path: string): number {
  return path === manifestName ? 2 : path === indexName ? 1 : 0
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0
}

function textAt(path: string, folder: OutputFolder): string {
  const found = folder.at(path)
  return found.kind === 'file' ? found.text : ''
}
