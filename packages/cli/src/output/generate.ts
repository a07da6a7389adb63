import { join, resolve } from 'node:path'
import type { Build } from '../builds/build.js'
import type { Outputs } from '../builds/build-record.js'
import { filesToKeep, nothingKept } from './files-to-keep.js'
import { manifestName, parseManifest, type Manifest } from './manifest.js'
import { OutputFolder } from './output-folder.js'
import { planFiles, type FilePlan } from './plan-files.js'
import { renewed, stampFile, type FileStamp } from '../builds/stamp.js'
import { writeFiles } from './write-files.js'

/** The output folder compared with a build, and what was done about it. Paths are relative to the output folder. */
export interface Outcome {
  readonly plan: FilePlan
  /** `conflict`: the committed manifest is there and cannot be read, as after a merge. */
  readonly manifest: 'read' | 'absent' | 'conflict'
  /** For the next process, which can tell by these that nothing has to be written; `undefined` when something has. */
  readonly outputs: Outputs | undefined
}

/** Writes what differs. */
export async function generate(build: Build): Promise<Outcome> {
  // With errors there is more to tell than that nothing is to be done: which files stay as they are.
  const known = isIncomplete(build) ? undefined : completeOutputs(build)
  if (known !== undefined)
    return { plan: nothingToDo(build, known), manifest: 'read', outputs: known }

  const { plan, manifest } = await compare(build, build.lastOutputs?.stamps ?? [])
  writeFiles(plan)
  return {
    plan,
    manifest,
    outputs: plan.blocked.length > 0 ? undefined : stampOutputs(plan),
  }
}

/** Writes nothing, and trusts no time stamp: what is committed is read. */
export async function inspect(build: Build): Promise<Outcome> {
  const { plan, manifest } = await compare(build, [])
  const isComplete = [plan.writes, plan.deletes, plan.blocked].every((steps) => steps.length === 0)
  return {
    plan,
    manifest,
    outputs: isComplete ? (completeOutputs(build) ?? stampOutputs(plan)) : undefined,
  }
}

async function compare(
  build: Build,
  stamps: readonly FileStamp[],
): Promise<Omit<Outcome, 'outputs'>> {
  const folder = new OutputFolder(outputOf(build))
  const { manifest, kind } = readManifest(folder)
  const files = await build.files()
  const kept =
    isIncomplete(build) && manifest !== undefined
      ? await filesToKeep({ files, last: manifest.files, folder, options: build.options })
      : nothingKept
  return { plan: planFiles({ files, kept, stamps }, folder, manifest), manifest: kind }
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
