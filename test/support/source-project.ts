import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import {
  openProject,
  type Discovered,
  type OpenProject,
} from '../../packages/compiler/src/discovery/open-project.js'
import type { ClassModel, MethodModel } from '../../packages/compiler/src/model/method-model.js'

const runtime = resolve('packages/runtime/src')

/** A user's project in a folder of its own, which knows the runtime's sources. */
export class SourceProject {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'critter-sources-')))
  #open: OpenProject | undefined

  constructor(files: Readonly<Record<string, string>>, compilerOptions: object = {}) {
    this.write('package.json', '{ "type": "module" }')
    this.write(
      'tsconfig.json',
      JSON.stringify({ compilerOptions: { ...options, ...compilerOptions } }),
    )
    for (const [path, text] of Object.entries(files)) this.write(path, text)
  }

  write(path: string, text: string): void {
    const file = join(this.root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  /** Keeps the program open between calls. */
  discover(): Discovered {
    this.#open ??= openProject({
      root: this.root,
      tsconfig: 'tsconfig.json',
      include: ['src/**/*.ts'],
      output: 'src/generated/critter',
    })
    return this.#open.discover()
  }

  refresh(...changed: string[]): void {
    this.#open?.refresh(changed.length === 0 ? undefined : changed)
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}

const options = {
  target: 'ES2022',
  module: 'nodenext',
  moduleResolution: 'nodenext',
  lib: ['ES2023', 'ESNext.Disposable'],
  // Most tests need none, and reading those of Node takes longer than everything else.
  types: [],
  typeRoots: [resolve('node_modules/@types')],
  strict: true,
  exactOptionalPropertyTypes: true,
  paths: { '@critter/runtime': [join(runtime, 'index.ts')] },
}

/** `Todos.get`, of the classes with endpoints. */
export function methodNamed(name: string, { application }: Discovered): MethodModel {
  const [owner, method] = name.split('.')
  const found = classNamed(owner ?? '', { application }).methods.find(
    (each) => each.name === method,
  )
  if (found === undefined) throw new Error(`no method ${name}`)
  return found
}

export function classNamed(
  name: string,
  { application }: Pick<Discovered, 'application'>,
): ClassModel {
  const found = application.endpoints.find((each) => each.class.type.name === name)
  if (found === undefined) throw new Error(`no endpoint class ${name}`)
  return found.class
}

/** `code file:line`, in order. */
export function codesOf({ diagnostics }: Discovered): readonly string[] {
  return diagnostics.map(({ code, location }) => `${code} ${location.file}:${location.line}`)
}
