import type { GeneratedFile } from '../compile-result.js'
import { functionDeclaration } from '../emit/layout.js'
import { generatedRef } from '../emit/module-specifier.js'
import { importValue } from '../emit/imports.js'
import { signatureOf } from '../emit/signature.js'
import { quote } from '../emit/text.js'
import type { ProjectModel } from '../model/application-model.js'
import type { Shape } from '../model/shape.js'
import type { ImportRef } from '../model/type-ref.js'
import { generatedEntry } from '../vocabulary.js'
import { hardline, type Code } from '../emit/code.js'
import { CodecFile } from './codec-file.js'
import {
  pathOf,
  type Callee,
  type CodecContext,
  type FunctionBody,
  type Purpose,
} from './codec-context.js'
import { decodeFunction } from './decode.js'
import { decodeFormFunction } from './decode-form.js'
import { discriminateUnion, partName } from './discriminate-union.js'
import { encodeFunction } from './encode.js'
import { objectType, unionTypeDeclaration } from './object-type.js'
import { parseFunction, plainParser } from './parse.js'
import { reviveFunction } from './revive.js'
import { parts, shapeName, ShapeTable } from './shape-table.js'
import { shapeType, type Mode, type NameType } from './shape-type.js'

/** Writes functions and, as long as one calls another that is not there yet, those. */
export class CodecWriter {
  readonly #table: ShapeTable
  readonly #project: ProjectModel
  readonly #files = new Map<string, CodecFile>()
  readonly #exported = new Map<string, Exported>()
  readonly #open: (() => void)[] = []

  constructor(table: ShapeTable, project: ProjectModel) {
    this.#table = table
    this.#project = project
  }

  request(purpose: Purpose, shape: Shape): ImportRef {
    const isDecoder = purpose === 'decode' || purpose === 'decode-form'
    const schema = isDecoder ? this.#table.schemaOf(shape) : undefined
    if (schema !== undefined) return schema.import
    const plain = purpose === 'parse' ? plainParser(shape, this.#table) : undefined
    if (plain !== undefined) return { kind: 'module', specifier: generatedEntry, name: plain }
    const { ref } = this.#exportedFunction(purpose, shape)
    for (let write = this.#open.pop(); write !== undefined; write = this.#open.pop()) write()
    return ref
  }

  print(): readonly GeneratedFile[] {
    return [...this.#files.values()]
      .map((file) => file.print())
      .sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  #exportedFunction(purpose: Purpose, shape: Shape): Exported {
    const key = `${purpose} ${shapeKey(shape)}`
    const known = this.#exported.get(key)
    if (known !== undefined) return known
    const home = homeOf(shape)
    const file = this.#fileOf(home)
    const path = this.#nameOf(shape)
    const name = file.name(functionName(purpose, path))
    const exported = { ref: generatedRef(this.#project, file.path, name), file }
    this.#exported.set(key, exported)
    this.#open.push(() => {
      file.addExported(`${purposeOrder[purpose]} ${name}`, (add) => {
        const root = home.kind === 'ref' ? home.key : undefined
        const later: (() => void)[] = []
        this.#write({
          purpose,
          shape,
          name,
          path,
          file,
          root,
          add,
          later,
          base: '',
          exported: true,
        })
        for (let write = later.shift(); write !== undefined; write = later.shift()) write()
      })
    })
    return exported
  }

  #write(draft: FunctionDraft): void {
    const { purpose, shape, name, file, exported, add } = draft
    const { parameters, returns, statements, expected } = emitters[purpose](
      shape,
      this.#context(draft),
    )
    if (exported) file.addSignature(name, signatureOf(...parameters, returns))
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
        : [declaration, hardline, `${name}.expected = ${quote(expected)}`],
    )
  }

  #context(draft: FunctionDraft): CodecContext {
    const { purpose, shape, path, file, root, base } = draft
    const table = this.#table
    const nameType: NameType = (part, mode) => this.#nameType(part, mode, draft)
    return {
      purpose,
      table,
      file,
      path,
      type: (part, mode) => shapeType(part, mode, { table, nameType }),
      isDeep: this.#isDeep(shape, root),
      base,
      call: (part, name, at = '') => this.#call(part, name, at, draft),
      decoder: (part) => this.#call(part, '', '', { ...draft, purpose: 'decode' }).name,
    }
  }

  /** Can a function for the shape, in the file of the named type, come to call itself? */
  #isDeep(shape: Shape, root: string | undefined): boolean {
    if (shape.kind === 'ref') return this.#table.isRecursive(shape.key)
    return root !== undefined && this.#table.isRecursive(root) && this.#table.reaches(shape, root)
  }

  #call(shape: Shape, part: string, base: string, caller: FunctionDraft): Callee {
    if (shape.kind !== 'ref') return this.#private(shape, part, base, caller)
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
    const { ref, file } = this.#exportedFunction(purpose, shape)
    return file === from ? ref.name : importValue(ref)
  }

  #private(shape: Shape, part: string, base: string, caller: FunctionDraft): Callee {
    const { purpose, file, root } = caller
    const isShared = base === '' && this.#isNameable(shape)
    const path = isShared ? this.#nameOf(shape) : pathOf(caller.path, part)
    const isDeep = this.#isDeep(shape, root)
    const key = `${purpose} ${shapeKey(shape)} ${base}${isDeep ? ` in ${root!}` : ''}`
    const name = file.once(key, functionName(purpose, path), (name) => {
      // Written when its caller is, so that it stands below.
      caller.later.push(() => {
        this.#write({ ...caller, shape, name, path, base, exported: false })
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
      case 'file':
        return true
      default:
        return false
    }
  }

  #nameOf(shape: Shape): string {
    return shapeName(shape, (key) => this.#table.nameOf(key))
  }

  #fileOf(home: Shape): CodecFile {
    const path = `codecs/${this.#table.fileOf(home)}.ts`
    let file = this.#files.get(path)
    if (file === undefined) {
      file = new CodecFile(this.#header(home), { project: this.#project, path })
      this.#files.set(path, file)
    }
    return file
  }

  #header(home: Shape): string {
    const named = home.kind === 'ref' ? this.#table.named(home.key) : undefined
    // What a package declares is found by its name, wherever it is installed.
    if (named?.import?.kind === 'module') {
      return `Generated by \`critter codegen\` for ${named.name} of ${named.import.specifier}.`
    }
    const source = named?.location.file ?? ''
    const from = source === '' ? '' : ` from ${source}`
    const what = source === '' ? 'Change the handlers' : 'Change that'
    return `Generated by \`critter codegen\`${from}. ${what} and run it again.`
  }

  /** A type written in place gets a name in the file. */
  #nameType(part: InPlace, mode: Mode, { shape, path, file }: FunctionDraft): Code {
    const whole = this.#table.resolve(shape)
    const isOwn = shapeKey(whole) === shapeKey(part)
    const name =
      whole.kind === 'union'
        ? partName(part, discriminateUnion(whole, this.#table)?.objects)
        : 'Item'
    return this.#declareType(part, mode, isOwn ? path : pathOf(path, name), file)
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

interface Exported {
  readonly ref: ImportRef
  readonly file: CodecFile
}

interface FunctionDraft {
  readonly purpose: Purpose
  readonly shape: Shape
  readonly name: string
  readonly exported: boolean
  /** What functions for parts of it are called after. */
  readonly path: string
  readonly base: string
  readonly file: CodecFile
  /** The named type whose file it is. */
  readonly root: string | undefined
  readonly add: (code: Code) => void
  /** What is to be written below. */
  readonly later: (() => void)[]
}

const emitters: Readonly<Record<Purpose, (shape: Shape, context: CodecContext) => FunctionBody>> = {
  decode: decodeFunction,
  'decode-form': decodeFormFunction,
  encode: encodeFunction,
  'encode-stored': encodeFunction,
  revive: reviveFunction,
  parse: parseFunction,
}

const prefixes: Readonly<Record<Purpose, string>> = {
  decode: 'decode',
  'decode-form': 'decodeForm',
  encode: 'encode',
  'encode-stored': 'encodeStored',
  revive: 'revive',
  parse: 'parse',
}

const purposeOrder: Readonly<Record<Purpose, number>> = {
  'decode-form': 1,
  decode: 2,
  encode: 3,
  'encode-stored': 4,
  revive: 5,
  parse: 6,
}

function functionName(purpose: Purpose, name: string): string {
  return prefixes[purpose] + name
}

function shapeKey(shape: Shape): string {
  let key = shapeKeys.get(shape)
  if (key === undefined) {
    key = JSON.stringify(shape)
    shapeKeys.set(shape, key)
  }
  return key
}

// Asked for several times for each purpose.
const shapeKeys = new WeakMap<Shape, string>()

/** The file of a shape without a name is that of what it is a list, a set or a nullable value of. */
export function homeOf(shape: Shape): Shape {
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
