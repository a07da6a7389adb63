import { readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { CompileOptions } from '@critter/compiler'

/** A path of the output folder as people and tools know it: relative to the project's root, with `/`. */
export function inProject({ root, output }: CompileOptions, path: string): string {
  return relative(root, resolve(root, output, path))
    .split(sep)
    .join('/')
}

export function readerOf(root: string): (file: string) => string | undefined {
  return (file) => {
    try {
      return readFileSync(join(root, file), 'utf8')
    } catch {
      return undefined
    }
  }
}
