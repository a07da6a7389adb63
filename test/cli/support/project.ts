import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** A project of its own below the temporary folder of the system, with the packages of this repository; gone after the test. */
export class TemporaryProject {
  readonly root: string

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'critter cli ')))
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }))
    mkdirSync(join(this.root, 'node_modules'))
    for (const name of ['@critter', 'typescript', '@types']) {
      symlinkSync(
        fileURLToPath(new URL(`../../../node_modules/${name}`, import.meta.url)),
        this.path('node_modules', name),
      )
    }
    const defaults = {
      'package.json': '{ "type": "module" }\n',
      'tsconfig.json':
        '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022" } }\n',
    }
    for (const [path, text] of Object.entries({ ...defaults, ...files })) this.write(path, text)
    this.#age()
  }

  /** The folders too were made a while ago. */
  #age(): void {
    const when = new Date(Date.now() - 10_000)
    for (const entry of readdirSync(this.root, { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) utimesSync(join(entry.parentPath, entry.name), when, when)
    }
  }

  path(...segments: readonly string[]): string {
    return resolve(this.root, ...segments)
  }

  /** As if it had been written a while ago, unless `when` says otherwise: no build trusts a file that changes while it runs. */
  write(path: string, text: string, when: Date = new Date(Date.now() - 10_000)): void {
    mkdirSync(dirname(this.path(path)), { recursive: true })
    writeFileSync(this.path(path), text)
    utimesSync(this.path(path), when, when)
  }

  /** Just now: an open program asks for what was written since it was opened. */
  change(path: string, text: string): void {
    this.write(path, text, new Date())
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8')
  }

  has(path: string): boolean {
    return existsSync(this.path(path))
  }

  mtimeOf(path: string): number {
    return statSync(this.path(path)).mtimeMs
  }

  delete(path: string): void {
    rmSync(this.path(path), { recursive: true })
  }
}
