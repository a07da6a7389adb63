import type { GeneratedFile } from '../compile-result.js'
import { sortDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.js'
import { functionDeclaration } from '../emit/layout.js'
import { generatedRef } from '../emit/module-specifier.js'
import { importValue } from '../emit/imports.js'
import { quote } from '../emit/text.js'
import type { ApplicationModel, ProjectModel } from '../model/application-model.js'
import type { Shape } from '../model/shape.js'
import type { SourceLocation } from '../model/source-location.js'
import { useKey, type ImportRef } from '../model/type-ref.js'
import { generatedEntry } from '../vocabulary.js'
import type { Code } from '../emit/code.js'
import { CodecFile } from './codec-file.js'
import {
  pathOf,
  type Callee,
  type CodecContext,
  type FunctionBody,
  type Purpose,
} from './codec-context.js'
import type { CodecRequest } from './codec-request.js'
import { decodeFunction } from './decode.js'
import { encodeFunction } from './encode.js'
import { findFaults } from './find-faults.js'
import { objectType, unionTypeDeclaration } from './object-type.js'
import { parseFunction, plainParser } from './parse.js'
import { reviveFunction } from './revive.js'
import { shapeOfUse } from './shape-of-type.js'
import { fileName, parts, shapeName, ShapeTable } from './shape-table.js'
import { shapeType, type Mode, type NameType } from './shape-type.js'

export interface Codecs {
  /** The generated function, or the one of the runtime that does the same. */
  readonly functionFor: (request: CodecRequest) => ImportRef
  /** `false`: the type cannot cross the boundary, which is reported; there is no function. */
  readonly isSound: (request: CodecRequest) => boolean
  /** Sorted by path. Functions of types with faults are left out. */
  readonly files: readonly GeneratedFile[]
  readonly diagnostics: readonly Diagnostic[]
}

/** From requests to files with a function for each, and for what those call. */
export function planCodecs(
  requests: readonly CodecRequest[],
  model: Pick<ApplicationModel, 'shapes' | 'project'>,
): Codecs {
  const table = new ShapeTable(model.shapes)
  const writer = new CodecWriter(table, model.project)
  const diagnostics: Diagnostic[] = []
  const functions = new Map<string, ImportRef>()
  const unsound = new Set<string>()
  for (const request of inOrder(requests)) {
    const key = requestKey(request)
    if (functions.has(key)) continue
    const shape = shapeOfUse(request.type, request.location ?? nowhere)
    const faults = findFaults(shape, request, table)
    diagnostics.push(...faults)
    if (faults.length > 0) unsound.add(key)
    functions.set(key, writer.request(request.purpose, shape, faults.length === 0))
  }
  return {
    functionFor: (request) => {
      const found = functions.get(requestKey(request))
      if (found === undefined) throw new Error(`no codec was requested for ${requestKey(request)}`)
      return found
    },
    isSound: (request) => !unsound.has(requestKey(request)),
    files: writer.print(),
    diagnostics: sortDiagnostics(unique(diagnostics)),
  }
}

const nowhere: SourceLocation = { file: '', line: 1, column: 1, length: 1 }

function requestKey({ purpose, type }: CodecRequest): string {
  return `${purpose} ${useKey(type)}`
}

// Names depend on what is asked for, never on the order of asking.
function inOrder(requests: readonly CodecRequest[]): readonly CodecRequest[] {
  return [...requests].sort((a, b) => (requestKey(a) < requestKey(b) ? -1 : 1))
}

function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((each) => [JSON.stringify(each), each])).values()]
}

/** Writes functions and, as long as one calls another that is not there yet, those. */
class CodecWriter {
  readonly #table: ShapeTable
  readonly #project: ProjectModel
  readonly #files = new Map<string, CodecFile>()
  readonly #exported = new Map<string, ImportRef>()
  readonly #open: (() => void)[] = []

  constructor(table: ShapeTable, project: ProjectModel) {
    this.#table = table
    this.#project = project
  }

  request(purpose: Purpose, shape: Shape, isSound: boolean): ImportRef {
    const plain = purpose === 'parse' ? plainParser(shape, this.#table) : undefined
    if (plain !== undefined) return { kind: 'module', specifier: generatedEntry, name: plain }
    if (!isSound)
      return generatedRef(this.#project, 'codecs/unsound.ts', functionName(purpose, 'Unsound'))
    const ref = this.#exportedFunction(purpose, shape)
    for (let write = this.#open.pop(); write !== undefined; write = this.#open.pop()) write()
    return ref
  }

  print(): readonly GeneratedFile[] {
    return [...this.#files.values()]
      .map((file) => file.print())
      .sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  #exportedFunction(purpose: Purpose, shape: Shape): ImportRef {
    const key = `${purpose} ${shapeKey(shape)}`
    const known = this.#exported.get(key)
    if (known !== undefined) return known
    const home = homeOf(shape)
    const file = this.#fileOf(home)
    const path = this.#nameOf(shape)
    const name = file.name(functionName(purpose, path))
    const ref = generatedRef(this.#project, file.path, name)
    this.#exported.set(key, ref)
    this.#open.push(() => {
      file.addExported(`${purposeOrder[purpose]} ${name}`, (add) => {
        const root = home.kind === 'ref' ? home.key : undefined
        const later: (() => void)[] = []
        this.#write({ purpose, shape, name, path, file, root, add, later, exported: true })
        for (let write = later.shift(); write !== undefined; write = later.shift()) write()
      })
    })
    return ref
  }

  #write(draft: FunctionDraft): void {
    const { purpose, shape, name, exported, add } = draft
    const { parameters, returns, statements, expected } = emitters[purpose](
      shape,
      this.#context(draft),
    )
    const declaration = functionDeclaration({
      exported,
      name,
      parameters,
      returns,
      body: statements,
    })
    add(
      expected === undefined
        ? declaration
        : [declaration, '\n', `${name}.expected = ${quote(expected)}`],
    )
  }

  #context(draft: FunctionDraft): CodecContext {
    const { purpose, shape, path, file, root } = draft
    const table = this.#table
    const nameType: NameType = (part, mode) => this.#nameType(part, mode, draft)
    return {
      purpose,
      table,
      file,
      path,
      type: (part, mode) => shapeType(part, mode, { table, nameType }),
      isDeep: this.#isDeep(shape, root),
      call: (part, name) => this.#call(part, name, draft),
    }
  }

  /** Can a function for the shape, in the file of the named type, come to call itself? */
  #isDeep(shape: Shape, root: string | undefined): boolean {
    if (shape.kind === 'ref') return this.#table.isRecursive(shape.key)
    return root !== undefined && this.#table.isRecursive(root) && this.#table.reaches(shape, root)
  }

  #call(shape: Shape, part: string, caller: FunctionDraft): Callee {
    if (shape.kind !== 'ref') return this.#private(shape, part, caller)
    const countsDepth = this.#isDeep(shape, shape.key)
    const inOneCircle = caller.root !== undefined && this.#table.reaches(shape, caller.root)
    return {
      name: this.#reference(caller.purpose, shape, caller.file),
      countsDepth,
      takesDepth: countsDepth && inOneCircle && this.#isDeep(caller.shape, caller.root),
    }
  }

  /** Another file's function is imported, one of this file is not. */
  #reference(purpose: Purpose, shape: Shape, from: CodecFile): Code {
    const ref = this.#exportedFunction(purpose, shape)
    const own = generatedRef(this.#project, from.path, ref.name)
    return JSON.stringify(ref) === JSON.stringify(own) ? ref.name : importValue(ref)
  }

  #private(shape: Shape, part: string, caller: FunctionDraft): Callee {
    const { purpose, file, root } = caller
    const path = this.#isNameable(shape) ? this.#nameOf(shape) : pathOf(caller.path, part)
    const isDeep = this.#isDeep(shape, root)
    const key = `${purpose} ${shapeKey(shape)}${isDeep ? ` in ${root!}` : ''}`
    const name = file.once(key, functionName(purpose, path), (name) => {
      // Written when its caller is, so that it stands below.
      caller.later.push(() => {
        this.#write({ ...caller, shape, name, path, exported: false })
      })
    })
    return {
      name,
      countsDepth: isDeep,
      takesDepth: isDeep && this.#isDeep(caller.shape, root),
    }
  }

  /** Its name says all that its functions do. */
  #isNameable(shape: Shape): boolean {
    switch (shape.kind) {
      case 'object':
      case 'union':
      case 'impossible':
        return false
      case 'array':
        return shape.constraints.length === 0 && this.#isNameable(shape.element)
      case 'set':
        return this.#isNameable(shape.element)
      case 'string':
      case 'number':
      case 'bigint':
        return shape.constraints.length === 0
      case 'ref':
      case 'boolean':
      case 'date':
      case 'bytes':
        return true
      default:
        return false
    }
  }

  #nameOf(shape: Shape): string {
    return shapeName(shape, (key) => this.#table.nameOf(key))
  }

  #fileOf(home: Shape): CodecFile {
    const path = `codecs/${fileName(this.#nameOf(home))}.ts`
    let file = this.#files.get(path)
    if (file === undefined) {
      file = new CodecFile(this.#header(home), { project: this.#project, path })
      this.#files.set(path, file)
    }
    return file
  }

  #header(home: Shape): string {
    const source = home.kind === 'ref' ? this.#table.named(home.key).location.file : ''
    const from = source === '' ? '' : ` from ${source}`
    const what = source === '' ? 'Change the handlers' : 'Change that'
    return `Generated by \`critter codegen\`${from}. ${what} and run it again.`
  }

  /** A type written in place gets a name in the file. */
  #nameType(part: InPlace, mode: Mode, { shape, path, file }: FunctionDraft): Code {
    const isOwn = shapeKey(this.#table.resolve(shape)) === shapeKey(part)
    return this.#declareType(part, mode, isOwn ? path : pathOf(path, 'Item'), file)
  }

  #declareType(part: InPlace, mode: Mode, wish: string, file: CodecFile): Code {
    const table = this.#table
    const key = `type ${hasLists(part) ? mode : ''} ${shapeKey(part)}`
    return file.once(key, wish, (name) => {
      const nameMember =
        (member: string): NameType =>
        (inner, innerMode) =>
          this.#declareType(inner, innerMode, pathOf(name, member), file)
      file.addType(
        part.kind === 'object'
          ? objectType(name, part, mode, table, nameMember)
          : unionTypeDeclaration(name, part, mode, { table, nameType: nameMember('Item') }),
      )
    })
  }
}

type InPlace = Parameters<NameType>[0]

/** Whether the type differs for who makes a value and who takes one. */
function hasLists(shape: Shape): boolean {
  const isList = ['array', 'tuple', 'map', 'set'].includes(shape.kind)
  return isList || parts(shape).some(hasLists)
}

interface FunctionDraft {
  readonly purpose: Purpose
  readonly shape: Shape
  readonly name: string
  readonly exported: boolean
  /** What functions for parts of it are called after. */
  readonly path: string
  readonly file: CodecFile
  /** The named type whose file it is. */
  readonly root: string | undefined
  readonly add: (code: Code) => void
  /** What is to be written below. */
  readonly later: (() => void)[]
}

const emitters: Readonly<Record<Purpose, (shape: Shape, context: CodecContext) => FunctionBody>> = {
  decode: decodeFunction,
  encode: encodeFunction,
  'encode-stored': encodeFunction,
  revive: reviveFunction,
  parse: parseFunction,
}

const prefixes: Readonly<Record<Purpose, string>> = {
  decode: 'decode',
  encode: 'encode',
  'encode-stored': 'encodeStored',
  revive: 'revive',
  parse: 'parse',
}

const purposeOrder: Readonly<Record<Purpose, number>> = {
  decode: 1,
  encode: 2,
  'encode-stored': 3,
  revive: 4,
  parse: 5,
}

function functionName(purpose: Purpose, name: string): string {
  return prefixes[purpose] + name
}

function shapeKey(shape: Shape): string {
  return JSON.stringify(shape)
}

/** The file of a shape without a name is that of what it is a list, a set or a nullable value of. */
function homeOf(shape: Shape): Shape {
  switch (shape.kind) {
    case 'array':
    case 'set':
      return homeOf(shape.element)
    case 'union': {
      const members = shape.members.filter(({ kind }) => kind !== 'null' && kind !== 'undefined')
      const [only] = members
      return members.length === 1 && only !== undefined ? homeOf(only) : shape
    }
    default:
      return shape
  }
}
