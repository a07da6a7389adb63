import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ts from 'typescript'
import { format } from 'prettier'
import { afterAll, expect } from 'vitest'
import type { CodecRequest } from '../../../packages/compiler/src/codecs/codec-request.js'
import { planCodecs } from '../../../packages/compiler/src/codecs/plan-codecs.js'
import { shapeOfUse } from '../../../packages/compiler/src/codecs/shape-of-type.js'
import type { GeneratedFile } from '../../../packages/compiler/src/compile-result.js'
import type { Diagnostic } from '../../../packages/compiler/src/diagnostics/diagnostic.js'
import { viewProgram } from '../../../packages/compiler/src/discovery/program-view.js'
import { readShapes } from '../../../packages/compiler/src/discovery/read-shapes.js'
import { TypeReader } from '../../../packages/compiler/src/discovery/read-type.js'
import type { NamedShape, Shape } from '../../../packages/compiler/src/model/shape.js'
import type { ProjectModel } from '../../../packages/compiler/src/model/application-model.js'
import type { TypeUse } from '../../../packages/compiler/src/model/type-ref.js'

type Purpose = CodecRequest['purpose']

/** A violation as a line: `/items/0 expected a string`. */
export type Violations = readonly string[]

export interface Decoded {
  readonly value: unknown
  readonly violations: Violations
}

/** The functions of one type, by hand: as generated code would call them. */
export interface TypeCodecs {
  decode(value: unknown): Decoded
  encode(value: unknown): string
  encodeStored(value: unknown): string
  revive(stored: unknown): unknown
  parse(text: string): unknown
}

export interface CompiledTypes {
  readonly shapes: Readonly<Record<string, NamedShape>>
  readonly files: readonly GeneratedFile[]
  readonly diagnostics: readonly Diagnostic[]
  /** `code: message`, sorted as they are shown. */
  readonly findings: readonly string[]
  readonly folder: string
  textOf(file: string): string
  codecs(name: string): TypeCodecs
  shapeOf(name: string): Shape
  /** What the user's module exports. */
  readonly module: Readonly<Record<string, unknown>>
}

const folders: string[] = []
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true })
})

/**
 * Reads every exported type of `src/types.ts`, makes codecs for it, and loads them together with the source. An alias
 * `export type Body = …` stands for what is written in it; `purposes` says which functions are made, all but `parse` unless said.
 */
export async function compileTypes(
  source: string,
  options: {
    readonly purposes?: readonly Purpose[]
    readonly only?: readonly string[]
    readonly importExtension?: ProjectModel['importExtension']
  } = {},
): Promise<CompiledTypes> {
  const folder = mkdtempSync(path.join(tmpdir(), 'critter-test-codecs-'))
  folders.push(folder)
  mkdirSync(path.join(folder, 'src'))
  const file = path.join(folder, 'src/types.ts')
  const aliases = [...source.matchAll(/export type (\w+) =/g)].map(([, name]) => name!)
  writeFileSync(
    file,
    `${source}\nexport interface ${usesName} { ${aliases.map((each) => `${each}: ${each}`).join('; ')} }\n`,
  )
  const program = openProgram(file)
  const mistakes = program.getSemanticDiagnostics(program.getSourceFile(file))
  if (mistakes.length > 0) {
    throw new Error(ts.formatDiagnostics(mistakes, ts.createCompilerHost({})))
  }
  const view = viewProgram(folder, program)
  const { uses, shapes, diagnostics: found } = readExports(file, view)
  const names = options.only ?? [...uses.keys()]
  const purposes = options.purposes ?? ['decode', 'encode', 'encode-stored', 'revive']
  const requests = names.flatMap((name) =>
    purposes.map((purpose): CodecRequest => ({ purpose, type: uses.get(name)! })),
  )
  const project: ProjectModel = {
    importExtension: options.importExtension ?? 'js',
    output: 'src/generated',
  }
  const plan = planCodecs(requests, { shapes, project })
  for (const each of plan.files) await expectPrettier(each)
  const diagnostics = [...found, ...plan.diagnostics]
  for (const each of plan.files) {
    const target = path.join(folder, 'src/generated', each.path)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, each.text)
  }
  const errors = diagnostics.filter((each) => each.severity === 'error')
  const loaded = errors.length === 0 ? await load(folder, plan.files) : undefined
  return {
    shapes,
    files: plan.files,
    diagnostics,
    findings: diagnostics.map((each) => `${each.code}: ${each.message}`),
    folder,
    module: loaded?.module ?? {},
    shapeOf: (name) => shapeOfUse(uses.get(name)!, { file: '', line: 1, column: 1, length: 1 }),
    textOf: (wanted) => plan.files.find((each) => each.path === wanted)?.text ?? '',
    codecs: (name) => {
      const use = uses.get(name)
      if (use === undefined) throw new Error(`no exported type ${name}`)
      const functionOf = (purpose: Purpose) => {
        if (loaded === undefined) throw new Error(errors.map((each) => each.message).join('\n'))
        const ref = plan.functionFor({ purpose, type: use })
        return loaded.functionOf(ref.name, ref.kind === 'file' ? ref.path : ref.specifier)
      }
      return callable(functionOf)
    },
  }
}

/** An interface that mentions every alias. */
const usesName = 'MentionedAliases'

function callable(functionOf: (purpose: Purpose) => (...args: never[]) => unknown): TypeCodecs {
  const call = (purpose: Purpose, ...args: unknown[]) => functionOf(purpose)(...(args as never[]))
  return {
    decode(value) {
      const violations: { pointer: string; detail: string }[] = []
      const decoded = call('decode', value, violations)
      return {
        value: decoded,
        violations: violations.map((each) => `${each.pointer} ${each.detail}`.trim()),
      }
    },
    encode: (value) => call('encode', value) as string,
    encodeStored: (value) => call('encode-stored', value) as string,
    revive: (stored) => call('revive', stored),
    parse: (text) => call('parse', text),
  }
}

function openProgram(file: string): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    paths: {
      '@critter/runtime': [path.resolve('packages/runtime/src/index.ts')],
    },
  }
  return ts.createProgram([file], options, hostWithLibraries(options))
}

// Parsing the library takes longer than all the rest, so its files are shared.
const libraries = new Map<string, ts.SourceFile | undefined>()

function hostWithLibraries(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options, true)
  host.getDefaultLibLocation = () => path.resolve('node_modules/typescript/lib')
  host.getDefaultLibFileName = () => path.resolve('node_modules/typescript/lib/lib.es2023.d.ts')
  const getSourceFile = host.getSourceFile.bind(host)
  host.getSourceFile = (name, ...rest) => {
    if (name.includes('critter-test-codecs')) return getSourceFile(name, ...rest)
    if (!libraries.has(name)) libraries.set(name, getSourceFile(name, ...rest))
    return libraries.get(name)
  }
  return host
}

function readExports(file: string, view: ReturnType<typeof viewProgram>) {
  const { checker, program } = view
  const reader = readShapes(view)
  const types = new TypeReader(view, {
    report: () => undefined,
    handle: () => -1,
    mention: ({ type, ref, node, symbol, isValue }) => {
      if (isValue) reader.require(type, ref, node, symbol)
    },
  })
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!
  const uses = new Map<string, TypeUse>()
  const exported = checker.getExportsOfModule(module)
  const mentions = exported.find((each) => each.name === usesName)!
  // Aliases of primitives and lists leave no name in the type, so they are read where they are mentioned.
  const readAlias = (name: string) => {
    const property = checker.getPropertyOfType(checker.getDeclaredTypeOfSymbol(mentions), name)!
    return types.readProperty(property, property.declarations![0]!, () => undefined)
  }
  for (const symbol of exported) {
    if (symbol === mentions) continue
    const declaration = symbol.declarations?.[0]
    if (declaration === undefined) continue
    const isGeneric = 'typeParameters' in declaration && declaration.typeParameters !== undefined
    if (isGeneric) continue
    if (symbol.flags & ts.SymbolFlags.Type) {
      const type = checker.getDeclaredTypeOfSymbol(symbol)
      const site = { type, written: undefined, node: declaration, recipe: () => type }
      const isAlias = ts.isTypeAliasDeclaration(declaration)
      uses.set(symbol.name, isAlias ? readAlias(symbol.name) : types.read(site))
    }
  }
  return { uses, shapes: reader.shapes, diagnostics: reader.diagnostics }
}

/** Runs the generated files and the source they are for; imports of the runtime are those of this test. */
async function load(folder: string, files: readonly GeneratedFile[]) {
  const packages: Readonly<Record<string, unknown>> = {
    '@critter/runtime': await import('@critter/runtime'),
    '@critter/runtime/generated': await import('@critter/runtime/generated'),
  }
  const loaded = new Map<string, Record<string, unknown>>()
  const evaluate = (file: string): Record<string, unknown> => {
    const known = loaded.get(file)
    if (known !== undefined) return known
    const exports: Record<string, unknown> = {}
    loaded.set(file, exports)
    const { outputText } = ts.transpileModule(ts.sys.readFile(file)!, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
    })
    const require = (specifier: string) =>
      packages[specifier] ??
      evaluate(path.resolve(path.dirname(file), specifier).replace(/(\.[jt]s)?$/, '.ts'))
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the point of the test is to run what was generated
    const run = new Function('require', 'exports', outputText) as (...given: unknown[]) => void
    run(require, exports)
    return exports
  }
  for (const each of files) evaluate(path.join(folder, 'src/generated', each.path))
  return {
    module: evaluate(path.join(folder, 'src/types.ts')),
    functionOf: (name: string, file: string) => {
      const module = packages[file] ?? loaded.get(path.join(folder, file))
      const found = (module as Record<string, unknown> | undefined)?.[name]
      if (typeof found !== 'function') throw new Error(`${file} has no function ${name}`)
      return found as (...args: never[]) => unknown
    },
  }
}

async function expectPrettier({ path: name, text }: GeneratedFile): Promise<void> {
  const formatted = await format(text, {
    parser: 'typescript',
    semi: false,
    singleQuote: true,
    printWidth: 100,
    trailingComma: 'all',
  })
  expect(text, `${name} as prettier leaves it`).toBe(formatted)
}
