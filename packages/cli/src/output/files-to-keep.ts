import type { CompileOptions, FileFacts, GeneratedFile, IndexFacts } from '@critter/compiler'
import { isGone, isOurs, lostFiles, moduleOf } from './lost-files.js'
import type { ListedFile } from './manifest.js'
import type { OutputFolder } from './output-folder.js'
import { LastMessages, withoutGone } from './last-messages.js'
import { KeptServices } from './kept-services.js'

export interface Incomplete {
  /** What could be compiled. */
  readonly files: readonly GeneratedFile[]
  /** What the last build wrote. */
  readonly last: ReadonlyMap<string, ListedFile>
  readonly folder: OutputFolder
  readonly options: Pick<CompileOptions, 'root' | 'output'>
}

export interface Kept {
  /** As they are, sorted; a new file that would not fit them is one, too, and is not written. */
  readonly paths: ReadonlySet<string>
  /** Of what is sound and what is kept; `undefined`: the one that could be compiled. */
  readonly index: GeneratedFile | undefined
}

export const nothingKept: Kept = { paths: new Set(), index: undefined }

const indexName = 'index.ts'
const definitionName = 'definition.ts'

/**
 * With errors, sound endpoints are written all the same, but the folder must go on compiling and running. So these files
 * stay as the last build wrote them:
 * - those of endpoints that cannot be compiled now, which keep their place in the index: one wrong parameter must not take a
 *   route out of a running application, nor a member out of `Services` that other code of the user supplies;
 * - the definition, while it says how something is stored or sent that cannot be read now;
 * - whatever would no longer fit what stays: codecs that a kept endpoint imports and the new ones lack; and an endpoint that
 *   needs a codec of a file that stays, or another service under the name of one that stays, is not written.
 * What was made from a class that is gone goes with it: nobody will mend that.
 */
export async function filesToKeep({ files, last, folder, options }: Incomplete): Promise<Kept> {
  const now = new Map(files.map(({ path, facts }) => [path, facts]))
  const before = new Map(
    [...last]
      .filter(([path]) => folder.at(path).kind === 'file')
      .map(([path, { facts }]) => [path, facts]),
  )
  const dropped = new Map([...before].filter(([path]) => !now.has(path)))
  const lost = lostFiles(dropped, options.root)
  const kept = new Set([...dropped.keys()].filter((path) => !lost.has(path)))
  const indexes = { now: indexOf(now), last: withoutGone(indexOf(before), options.root) }
  const messages = new LastMessages(indexes)
  if (
    losesStored(now.get(definitionName), before.get(definitionName), options.root) ||
    messages.areLost
  ) {
    kept.add(definitionName)
  }
  if (kept.size === 0) return nothingKept

  const { neededServices, printIndex } = await import('@critter/compiler')
  const services = new KeptServices(indexes, neededServices)
  // Keeping one file may take another with it, so until nothing is added.
  for (let size = 0; size < kept.size;) {
    size = kept.size
    const registered = registrationsOf(before, (path) => kept.has(path))
    for (const [path, facts] of now) {
      if (kept.has(path) || path === indexName) continue
      const fits = (reference: string) => isSame(reference, now, before)
      const isNeededAsItWas = [...kept].some((each) =>
        importsOf(before.get(each)).some((one) => moduleOf(one).path === path && !fits(one)),
      )
      const needsWhatIsKept = importsOf(facts).some(
        (one) => kept.has(moduleOf(one).path) && !fits(one),
      )
      const handlesUnknown = kept.has(definitionName) && !messages.knew(facts.registration)
      const clashes = services.clash(facts.registration, registered)
      if (isNeededAsItWas || needsWhatIsKept || handlesUnknown || clashes) kept.add(path)
    }
  }
  const index = await printIndex({
    output: options.output,
    ...indexes,
    sound: registrationsOf(now, (path) => !kept.has(path)),
    kept: registrationsOf(before, (path) => kept.has(path)),
  })
  return { paths: kept, index }
}

function importsOf(facts: FileFacts | undefined): readonly string[] {
  return facts?.imports?.filter(isOurs) ?? []
}

/** Whether what is imported is called now as it was. */
function isSame(
  reference: string,
  now: ReadonlyMap<string, FileFacts>,
  before: ReadonlyMap<string, FileFacts>,
): boolean {
  const { path, name } = moduleOf(reference)
  const signature = now.get(path)?.exports?.[name]
  return signature !== undefined && signature === before.get(path)?.exports?.[name]
}

function registrationsOf(
  files: ReadonlyMap<string, FileFacts>,
  isWanted: (path: string) => boolean,
) {
  return [...files].flatMap(([path, { registration }]) =>
    registration !== undefined && isWanted(path) ? [registration] : [],
  )
}

function indexOf(files: ReadonlyMap<string, FileFacts>): IndexFacts {
  return files.get(indexName)?.index ?? { importExtension: 'js', services: [] }
}

/** A class that the last definition stores, and this one does not, though it is there. */
function losesStored(
  now: FileFacts | undefined,
  before: FileFacts | undefined,
  root: string,
): boolean {
  const stored = new Set(now?.imports)
  return (before?.imports ?? []).some(
    (each) => !isOurs(each) && !stored.has(each) && !isGone(each, root),
  )
}
