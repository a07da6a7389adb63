import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FileFacts } from '@critter/compiler'

/** Of ours by where they lie: `./codecs/todo.ts#decodeTodo`. */
export function isOurs(reference: string): boolean {
  return reference.startsWith('./')
}

/** Those that import of the user what is no longer there, and that no other file but the index needs. */
export function lostFiles(
  files: ReadonlyMap<string, FileFacts>,
  root: string,
): ReadonlySet<string> {
  const lost = new Set(
    [...files]
      .filter(([, { imports = [] }]) => imports.some((each) => isGone(each, root)))
      .map(([path]) => path),
  )
  const needed = [...files]
    .filter(([path]) => !lost.has(path))
    .flatMap(([, { imports = [] }]) => imports.filter(isOurs).map((each) => moduleOf(each).path))
  for (const path of needed) lost.delete(path)
  return lost
}

/** Of the user: no file, or one that does not even mention the name. */
export function isGone(reference: string, root: string): boolean {
  if (isOurs(reference)) return false
  const { path, name } = moduleOf(reference)
  try {
    return !readFileSync(join(root, path), 'utf8').includes(name)
  } catch {
    return true
  }
}

/** `./codecs/todo.ts#decodeTodo` → `codecs/todo.ts`, `decodeTodo` */
export function moduleOf(reference: string): { readonly path: string; readonly name: string } {
  const end = reference.lastIndexOf('#')
  return { path: reference.slice(isOurs(reference) ? 2 : 0, end), name: reference.slice(end + 1) }
}
