import type { FileFacts, GeneratedFile } from '@critter/compiler'
import { fingerprint } from '../builds/fingerprint.js'

export const manifestName = 'manifest.json'

/**
 * The committed list of the files that are ours. What it does not list is never deleted, and overwritten only where a
 * generated file belongs and what lies there begins with the first line of one: a merge may have lost the entry.
 */
export interface Manifest {
  /** By path in the output folder. */
  readonly files: ReadonlyMap<string, ListedFile>
  /** Wire names in use, of messages and events, sorted. */
  readonly names: readonly string[]
}

export interface ListedFile {
  /** Of the text we wrote. */
  readonly hash: string
  readonly facts: FileFacts
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
    const { files, names = [] } = JSON.parse(text) as Readonly<Record<string, unknown>>
    if (!isRecord(files) || !Array.isArray(names)) return undefined
    return {
      files: new Map(Object.entries(files).flatMap(listed)),
      names: names.filter((each) => typeof each === 'string'),
    }
  } catch {
    return undefined
  }
}

function listed([path, entry]: readonly [string, unknown]): readonly [string, ListedFile][] {
  if (!isOwnPath(path)) return []
  if (typeof entry === 'string') return [[path, { hash: entry, facts: {} }]]
  if (!isRecord(entry)) return []
  const { hash, ...facts } = entry
  return typeof hash === 'string' ? [[path, { hash, facts }]] : []
}

/** One line for each file and name, sorted, so that two branches conflict only where they changed the same. */
export function printManifest({ files, names }: Manifest): string {
  const lines = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, entry]) => `    ${JSON.stringify(path)}: ${printListed(entry)}`)
  if (lines.length === 0 && names.length === 0) return '{ "files": {} }\n'
  const listedNames = names.map((each) => `    ${JSON.stringify(each)}`).join(',\n')
  const ofNames = names.length === 0 ? '' : `  "names": [\n${listedNames}\n  ],\n`
  return `{\n${ofNames}  "files": {\n${lines.join(',\n')}\n  }\n}\n`
}

function printListed({ hash, facts }: ListedFile): string {
  return JSON.stringify(Object.keys(facts).length === 0 ? hash : { hash, ...facts })
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
