import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BuildRecord } from './build-record.js'
import type { Project } from '../config/find-project.js'
import { fingerprint } from './fingerprint.js'
import { writeWhole } from '../output/write-files.js'

/**
 * `node_modules/.cache/critter`: one record for each project and config, and the large parts of its result beside it, each
 * named by its hash. A part is written before the record that names it, and everything appears whole, so two processes at
 * once leave one of two good states. Whatever cannot be read as it was written counts as lost, and nothing is lost with it.
 */
export class BuildCache {
  readonly #folder: string
  readonly #key: string

  constructor({ root, configFile }: Project) {
    this.#folder = join(root, 'node_modules', '.cache', 'critter')
    // node_modules may be a link that several projects share.
    this.#key = fingerprint(JSON.stringify([root, configFile ?? null])).slice(0, 16)
  }

  read(): BuildRecord | undefined {
    return parseSealed(this.#read(this.#recordFile)) as BuildRecord | undefined
  }

  write(record: BuildRecord): void {
    this.#write(this.#recordFile, sealed(JSON.stringify(record)))
    this.#removeOtherParts([
      record.filesPart,
      record.chainsPart,
      record.messagesPart,
      record.openapiPart,
    ])
  }

  readPart(name: string): unknown {
    const text = this.#read(name)
    return text !== undefined && this.#nameOf(text) === name ? JSON.parse(text) : undefined
  }

  /** The name to put into the record. */
  writePart(content: unknown): string {
    const text = JSON.stringify(content)
    const name = this.#nameOf(text)
    this.#write(name, text)
    return name
  }

  get #recordFile(): string {
    return `${this.#key}.json`
  }

  #nameOf(text: string): string {
    return `${this.#key}-${fingerprint(text).slice(0, 32)}.json`
  }

  #read(name: string): string | undefined {
    try {
      return readFileSync(join(this.#folder, name), 'utf8')
    } catch {
      return undefined
    }
  }

  // A cache that cannot be written (a read-only checkout, a full disk) costs time and nothing else.
  #write(name: string, text: string): void {
    try {
      mkdirSync(this.#folder, { recursive: true })
      writeWhole(join(this.#folder, name), text)
    } catch {
      // The next build compiles again.
    }
  }

  // A process that has read the record before and looks for its parts now finds them lost, and compiles.
  #removeOtherParts(inUse: readonly string[]): void {
    const others = this.#names().filter(
      (name) => name.startsWith(`${this.#key}-`) && !inUse.includes(name),
    )
    for (const name of others) rmSync(join(this.#folder, name), { force: true })
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder)
    } catch {
      return []
    }
  }
}

const format = 'critter-5'

function sealed(json: string): string {
  return `${format} ${fingerprint(json)}\n${json}`
}

function parseSealed(text: string | undefined): unknown {
  const end = text?.indexOf('\n') ?? -1
  if (text === undefined || end < 0) return undefined
  const json = text.slice(end + 1)
  return text.slice(0, end) === `${format} ${fingerprint(json)}` ? JSON.parse(json) : undefined
}
