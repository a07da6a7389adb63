import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** What the project calls itself; what says nothing, or cannot be read, is named after its folder. */
export function nameOfPackage(root: string): { readonly title: string; readonly version: string } {
  const { name, version } = readManifest(join(root, 'package.json'))
  return {
    title: typeof name === 'string' && name !== '' ? name : basename(root),
    version: typeof version === 'string' && version !== '' ? version : '0.0.0',
  }
}

function readManifest(file: string): { readonly name?: unknown; readonly version?: unknown } {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) ?? {}) as { readonly name?: unknown }
  } catch {
    return {}
  }
}
