import { posix } from 'node:path'
import type { GeneratedFile } from '@critter/compiler'
import type { OutputFolder } from './output-folder.js'

export interface Incomplete {
  /** What could be compiled. */
  readonly files: readonly GeneratedFile[]
  /** What the last build wrote and this one could not. */
  readonly dropped: readonly string[]
  readonly folder: OutputFolder
}

const indexName = 'index.ts'

/**
 * With errors, sound endpoints are written all the same, but the folder must go on compiling and running. So these files
 * stay as the last build wrote them:
 * - those of endpoints that cannot be compiled now, and the index that lists them: one wrong parameter must not take a
 *   route out of a running application, nor a member out of `Services` that other code of the user supplies;
 * - whatever would no longer fit what stays: codecs that a kept endpoint imports and the new ones lack, an endpoint whose
 *   constructor the kept index calls as it was; and a new endpoint that needs a codec of a file that stays is not written.
 * A project without an index gets one with what is sound, so that its imports resolve.
 */
export function filesToKeep({ files, dropped, folder }: Incomplete): readonly string[] {
  const onDisk = (path: string): string | undefined => {
    const found = folder.at(path)
    return found.kind === 'file' ? found.text : undefined
  }
  if (dropped.length === 0 || onDisk(indexName) === undefined) return dropped

  const kept = new Set([...dropped, indexName])
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
  return [...kept].sort()
}

interface Import {
  /** Relative to the output folder, with `.ts`. */
  readonly target: string
  readonly name: string
}

// Our own files, as our printer lays them out; no need of a parser.
function importsOf(path: string, text = ''): readonly Import[] {
  return Array.from(text.matchAll(/^import (?:type )?{([^}]*)} from '(\.[^']*)'/gm)).flatMap(
    ([, names = '', specifier = '']) => {
      const target = `${posix.join(posix.dirname(path), specifier).replace(/\.[jt]s$/, '')}.ts`
      return names
        .split(',')
        .map((name) =>
          name
            .trim()
            .replace(/^type /, '')
            .replace(/ as .*$/, ''),
        )
        .filter((name) => name !== '')
        .map((name) => ({ target, name }))
    },
  )
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
