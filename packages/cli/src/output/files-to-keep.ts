import { join } from 'node:path'
import type { GeneratedFile } from '@critter/compiler'
import { importsOf } from './imports-of.js'
import { isGone, lostFiles } from './lost-files.js'
import type { OutputFolder } from './output-folder.js'

export interface Incomplete {
  /** What could be compiled. */
  readonly files: readonly GeneratedFile[]
  /** What the last build wrote and this one could not. */
  readonly dropped: readonly string[]
  readonly folder: OutputFolder
}

export interface Kept {
  /** As they are, sorted. */
  readonly paths: readonly string[]
  /** The last index without the handlers whose class is gone, where there are such. */
  readonly index: string | undefined
}

const indexName = 'index.ts'
const definitionName = 'definition.ts'

/**
 * With errors, sound endpoints are written all the same, but the folder must go on compiling and running. So these files
 * stay as the last build wrote them:
 * - those of endpoints that cannot be compiled now, and the index that lists them: one wrong parameter must not take a
 *   route out of a running application, nor a member out of `Services` that other code of the user supplies;
 * - the definition, while it says how something is stored that cannot be read now;
 * - whatever would no longer fit what stays: codecs that a kept endpoint imports and the new ones lack, an endpoint whose
 *   constructor the kept index calls as it was; and a new endpoint that needs a codec of a file that stays is not written.
 * A project without an index gets one with what is sound, so that its imports resolve. What was made from a class that is
 * gone goes with it: nobody will mend that.
 */
export function filesToKeep({ files, dropped, folder }: Incomplete): Kept {
  const onDisk = (path: string): string | undefined => {
    const found = folder.at(path)
    return found.kind === 'file' ? found.text : undefined
  }
  const index = onDisk(indexName)
  if (index === undefined) return { paths: dropped, index: undefined }
  const lost = lostFiles(dropped, folder)
  const left = dropped.filter((path) => !lost.includes(path))
  if (losesStored(files, onDisk(definitionName), folder)) left.push(definitionName)
  if (left.length === 0) return { paths: [], index: undefined }

  const kept = new Set([...left, indexName])
  const others = new Map(
    files.filter(({ path }) => !kept.has(path)).map((file) => [file.path, file.text]),
  )
  // Keeping one file may take another with it, so until nothing is added.
  for (let before = 0; before < kept.size;) {
    before = kept.size
    for (const [path, text] of others) {
      if (kept.has(path)) continue
      const last = onDisk(path)
      const isNeededAsItWas = [...kept].some((each) =>
        importsOf(each, onDisk(each)).some(
          ({ target, name }) => target === path && headOf(name, text) !== headOf(name, last),
        ),
      )
      const needsWhatIsKept = importsOf(path, text).some(
        ({ target, name }) => kept.has(target) && headOf(name, onDisk(target)) === undefined,
      )
      if (isNeededAsItWas || needsWhatIsKept) kept.add(path)
    }
  }
  const trimmed = withoutHandlers(index, lost)
  if (trimmed !== undefined) kept.delete(indexName)
  return { paths: [...kept].sort(), index: trimmed }
}

/** A class that the last definition stores, and this one does not, though it is there. */
function losesStored(
  files: readonly GeneratedFile[],
  last: string | undefined,
  folder: OutputFolder,
): boolean {
  const text = files.find(({ path }) => path === definitionName)?.text
  const now = importsOf(definitionName, text).map((each) => `${each.target} ${each.name}`)
  return importsOf(definitionName, last).some(
    (each) =>
      each.target.startsWith('../') &&
      !now.includes(`${each.target} ${each.name}`) &&
      !isGone(each, join(folder.path, definitionName)),
  )
}

/** `undefined`: as it is. */
function withoutHandlers(index: string, lost: readonly string[]): string | undefined {
  const names = importsOf(indexName, index)
    .filter(({ target }) => lost.includes(target))
    .map(({ name }) => name)
  if (names.length === 0) return undefined
  return names.reduce((text, name) => {
    const imported = new RegExp(`^import { ${name} } from .*\\n`, 'm')
    const registered = new RegExp(`^ *{[^{}]*\\bnew ${name}\\([^{}]*},\\n`, 'm')
    return text.replace(imported, '').replace(registered, '')
  }, index)
}

/** How a name is exported: the line that declares it, and for a class what its constructor takes. `undefined`: not at all. */
function headOf(name: string, text = ''): string | undefined {
  const declaration = new RegExp(
    `^export [\\w ]*\\b${name.replaceAll('$', '\\$')}\\b.*$`,
    'm',
  ).exec(text)
  if (declaration === null) return undefined
  const [head] = declaration
  if (!head.includes('class ')) return head
  const body = text.slice(declaration.index).split(/^}/m)[0] ?? ''
  return head + (/^ {2}constructor\(([^)]*)\)/m.exec(body)?.[1] ?? '')
}
