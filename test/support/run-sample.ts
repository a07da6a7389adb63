import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import type { App } from '@critter/runtime'
import { compileInput } from './compile-sample.js'
import { createDatabase } from './database.js'
import { MemoryLogger } from '../runtime/support/memory-logger.js'

export interface RunningSample extends AsyncDisposable {
  send(path: string, init?: RequestInit): Promise<Response>
  /** Sends JSON. */
  post(path: string, body: unknown): Promise<Response>
  readonly app: App
  readonly logger: MemoryLogger
  /** What a file of `input/` exports. */
  module(path: string): Promise<Readonly<Record<string, unknown>>>
}

/** The application of a sample folder, compiled by us and by TypeScript, as its user would run it. */
export function runSample(name: string, options: object = {}): Promise<RunningSample> {
  return runFolder(join('test/compiler/samples', name), options)
}

type MakeOptions = (module: RunningSample['module']) => Promise<object>

/** The same of any folder with an `input/`. Options may be made of what its files export: they use the runtime that was built. */
export async function runFolder(
  folder: string,
  options: object | MakeOptions,
): Promise<RunningSample> {
  const name = basename(folder)
  // Below node_modules, so that packages are found.
  const target = resolve('node_modules/.cache/run-sample', `${name}-${process.pid}`)
  rmSync(target, { recursive: true, force: true })
  const { files } = await compileInput(folder)
  for (const { path, text } of files) write(join(target, 'generated', path), text)
  const sources = readdirSync(join(folder, 'input'), { recursive: true, encoding: 'utf8' })
  for (const path of sources.filter((each) => each.endsWith('.ts'))) {
    write(join(target, path), readFileSync(join(folder, 'input', path), 'utf8'))
  }
  const load = (path: string) =>
    import(pathToFileURL(join(target, path)).href) as Promise<Record<string, unknown>>
  const { createApp } = (await load('generated/index.js')) as {
    readonly createApp: (options: object) => App
  }
  const logger = new MemoryLogger()
  const database = await createDatabase()
  const module = (path: string) => load(path.replace(/\.ts$/, '.js'))
  const given = isMaking(options) ? await options(module) : options
  const app = createApp({ database: database.url, logger, services: {}, ...given })
  const send = (path: string, init?: RequestInit) =>
    app.fetch(new Request(new URL(path, 'http://localhost'), init))
  return {
    app,
    logger,
    send,
    post: (path, body) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    module,
    async [Symbol.asyncDispose]() {
      await app.stop()
      await database.drop()
      rmSync(target, { recursive: true, force: true })
    },
  }
}

function isMaking(options: object): options is MakeOptions {
  return typeof options === 'function'
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  })
  writeFileSync(path.replace(/\.ts$/, '.js'), outputText)
}
