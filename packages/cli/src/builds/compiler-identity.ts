import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { statsOf } from '../stats.js'

/**
 * The version of the compiler, read without importing it. In a checkout of Critter itself every build has one version, so
 * the time of the last `tsc -b` stands beside it.
 */
export function compilerIdentity(): string {
  const manifest = createRequire(import.meta.url).resolve('@critter/compiler/package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }
  const built = statsOf(join(dirname(manifest), 'dist/.tsbuildinfo'))
  return built === undefined ? version : `${version} ${built.size} ${built.mtimeMs}`
}
