import type { GeneratedFile } from '@critter/compiler'
import { fingerprint } from '../builds/fingerprint.js'

export const manifestName = 'manifest.json'

/**
 * The committed list of the files that are ours. What it does not list is never deleted, and overwritten only where a
 * generated file belongs and what lies there begins with the first line of one: a merge may have lost the entry.
 */
export interface Manifest {
  /** Path in the output folder → hash of the text we wrote. */
  readonly files: ReadonlyMap<string, string>
}

/** As the manifest lists it. */
export function shortened(hash: string): string {
  return hash.slice(0, 32)
}

/** Git may check out CRLF where we wrote LF; that is no change made by hand. */
export function hashOfText(text: string): string {
  return shortened(fingerprint(withLf(text)))
}

/** Of a file of the compiler. An open one hands out again what did not change, so each text is hashed once. */
export function fingerprintOf(file: GeneratedFile): string {
  let known = fingerprints.get(file)
  if (known === undefined) {
    known = fingerprint(withLf(file.text))
    fingerprints.set(file, known)
  }
  return known
}

const fingerprints = new WeakMap<GeneratedFile, string>()

export function withLf(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
}

/**
 * `undefined` when the text is no manifest: a merge conflict, an accident.
 * Entries we would never have written are passed over, wherever they come from: their files are not ours.
 */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const { files } = JSON.parse(text) as Readonly<Record<string, unknown>>
    if (!isRecord(files)) return undefined
    return { files: new Map(textEntries(files).filter(([path]) => isOwnPath(path))) }
  } catch {
    return undefined
  }
}

/** One line for each file, sorted, so that two branches conflict only where they changed the same file. */
export function printManifest({ files }: Manifest): string {
  return `${JSON.stringify({ files: sorted(files) }, null, 2)}\n`
}

/** A path that cannot leave the output folder, spelt in the one way we spell it. */
export function isOwnPath(path: string): boolean {
  return (
    path !== manifestName &&
    !/[\\:\0-\x1f]/.test(path) &&
    path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textEntries(
  record: Readonly<Record<string, unknown>>,
): readonly (readonly [string, string])[] {
  return Object.entries(record).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : [],
  )
}

function sorted(map: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)))
}
