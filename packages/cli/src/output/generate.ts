import { join, resolve } from 'node:path'
import type { Build } from '../builds/build.js'
import type { Outputs } from '../builds/build-record.js'
import { filesToKeep, nothingKept } from './files-to-keep.js'
import { manifestName, parseManifest, type Manifest } from './manifest.js'
import { OutputFolder } from './output-folder.js'
import { planFiles, type FilePlan } from './plan-files.js'
import { renewed, stampFile, type FileStamp } from '../builds/stamp.js'
import { compareNames } from './wire-names.js'
import { writeFiles } from './write-files.js'

/** The output folder compared with a build, and what was done about it. Paths are relative to the output folder. */
export interface Outcome {
  readonly plan: FilePlan
  /** `conflict`: the committed manifest is there and cannot be read, as after a merge. */
  readonly manifest: 'read' | 'absent' | 'conflict'
  /** For the next process, which can tell by these that nothing has to be written; `undefined` when something has. */
  readonly outputs: Outputs | undefined
}

export interface GenerateOptions {
  /** Wire names that nothing has any more go from the manifest, too. */
  readonly acceptRemovedNames?: boolean
}

/** Writes what differs. */
export async function generate(
  build: Build,
  { acceptRemovedNames = false }: GenerateOptions = {},
): Promise<Outcome> {
  // With errors there is more to tell than that nothing is to be done: which files stay as they are.
  const known = isIncomplete(build) ? undefined : completeOutputs(build)
  if (known !== undefined)
    return { plan: nothingToDo(build, known), manifest: 'read', outputs: known }

  const stamps = build.lastOutputs?.stamps ?? []
  const { plan, manifest } = await compare(build, { stamps, acceptRemovedNames })
  writeFiles(plan)
  return {
    plan,
    manifest,
    outputs: isOpen(plan) ? undefined : stampOutputs(plan),
  }
}

/** Writes nothing, and trusts no time stamp: what is committed is read. */
export async function inspect(build: Build): Promise<Outcome> {
  const { plan, manifest } = await compare(build, { stamps: [] })
  const isComplete = !isOpen(plan) && plan.writes.length === 0 && plan.deletes.length === 0
  return {
    plan,
    manifest,
    outputs: isComplete ? (completeOutputs(build) ?? stampOutputs(plan)) : undefined,
  }
}

/** Something has to be said of it again. */
function isOpen({ blocked, removedNames }: FilePlan): boolean {
  return blocked.length > 0 || removedNames.length > 0
}

async function compare(
  build: Build,
  {
    stamps,
    acceptRemovedNames = false,
  }: GenerateOptions & { readonly stamps: readonly FileStamp[] },
): Promise<Omit<Outcome, 'outputs'>> {
  const folder = new OutputFolder(outputOf(build))
  const { manifest, kind } = readManifest(folder)
  const files = await build.files()
  const kept =
    isIncomplete(build) && manifest !== undefined
      ? await filesToKeep({ files, last: manifest.files, folder, options: build.options })
      : nothingKept
  const names = compareNames({
    now: build.wireNames,
    last: manifest?.names ?? [],
    removals: isIncomplete(build) ? 'in-doubt' : acceptRemovedNames ? 'accepted' : 'reported',
  })
  return { plan: planFiles({ files, names, kept, stamps }, folder, manifest), manifest: kind }
}

function isIncomplete({ diagnostics }: Build): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}

/** Only what was written is read: of the rest the content is known, as long as nobody touches it. */
function stampOutputs({ folder, unchanged, stamps, writes }: FilePlan): Outputs {
  const known = new Map(stamps.map((stamp) => [stamp.path, stamp]))
  const paths = [...unchanged, ...writes.map(({ path }) => path)].sort()
  const files = paths.map((path) => join(folder, path))
  return { paths, stamps: files.map((file) => stampFile(file, known.get(file))) }
}

function completeOutputs({ outputs }: Build): Outputs | undefined {
  return outputs?.stamps.every((stamp) => renewed(stamp) !== undefined) === true
    ? outputs
    : undefined
}

function nothingToDo(build: Build, { paths }: Outputs): FilePlan {
  return {
    folder: outputOf(build),
    writes: [],
    deletes: [],
    unchanged: paths,
    stamps: [],
    blocked: [],
    strays: [],
    leftovers: [],
    kept: [],
    removedNames: [],
  }
}

function outputOf({ options }: Build): string {
  return resolve(options.root, options.output)
}

function readManifest(folder: OutputFolder): {
  readonly manifest: Manifest | undefined
  readonly kind: Outcome['manifest']
} {
  const found = folder.at(manifestName)
  if (found.kind !== 'file') return { manifest: undefined, kind: 'absent' }
  const manifest = parseManifest(found.text)
  return { manifest, kind: manifest === undefined ? 'conflict' : 'read' }
}
