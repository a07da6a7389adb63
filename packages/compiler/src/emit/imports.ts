import { builders } from 'prettier/doc'
import type { ImportRef } from '../model/type-ref.js'
import type { Code } from './code.js'
import { group, hardline, ifBreak, indent, join, line } from './code.js'
import type { Label } from './lay-out.js'
import { moduleSpecifier, type FileContext } from './module-specifier.js'

/** A symbol in a fragment: using it imports it. Its name in the file is chosen by `printFile`. */
interface ForeignSymbol {
  readonly ref: ImportRef
  readonly use: 'value' | 'type'
  /** What a default export is called. */
  readonly hint: string | undefined
}

/** The symbol where its value is used: `import { newId }`. */
export function importValue(ref: ImportRef, hint?: string): Code {
  return symbol({ ref, use: 'value', hint })
}

/** The symbol where only its type is: `import type { Todo }`, unless the file uses its value as well. */
export function importType(ref: ImportRef, hint?: string): Code {
  return symbol({ ref, use: 'type', hint })
}

function symbol(foreign: ForeignSymbol): Code {
  return builders.label({ foreign }, '')
}

/** `Type.Member` of a namespace is imported as `Type`. */
function importedName({ name }: ImportRef): string {
  const end = name.indexOf('.')
  return end < 0 ? name : name.slice(0, end)
}

interface Import {
  readonly specifier: string
  readonly name: string
  readonly local: string
  readonly use: 'value' | 'type'
}

export interface ResolvedImports {
  /** What the symbol is called in this file. */
  readonly nameOf: (label: Label) => string | undefined
  /** `undefined`: the file imports nothing. */
  readonly imports: Code | undefined
  /** Of files of the project, as `FileFacts` says it. */
  readonly imported: readonly string[]
}

/** Gives every foreign symbol of a fragment a free name in the file and writes the imports. */
export function resolveImports(
  labels: readonly Label[],
  taken: Iterable<string>,
  file: FileContext,
): ResolvedImports {
  const specifierOf = specifiersIn(file)
  // By what a label says: the label itself may be copied until it is printed.
  const symbols = new Map(labels.map((each) => [each.label as unknown, locate(each, specifierOf)]))
  const imports = nameImports([...symbols.values()], new Set(taken))
  const names = new Map<unknown, string>()
  for (const [label, { key, foreign }] of symbols) {
    const { name } = foreign.ref
    names.set(label, imports.get(key)!.local + name.slice(importedName(foreign.ref).length))
  }
  return {
    nameOf: ({ label }) => names.get(label),
    imports: imports.size === 0 ? undefined : printImports([...imports.values()]),
    imported: importedFrom(symbols.values(), file),
  }
}

function importedFrom(
  symbols: Iterable<LocatedSymbol>,
  { project }: FileContext,
): readonly string[] {
  const ours = `${project.output}/`
  const names = new Set<string>()
  for (const { foreign } of symbols) {
    const { ref } = foreign
    if (ref.kind === 'module') continue
    const path = ref.path.startsWith(ours) ? `./${ref.path.slice(ours.length)}` : ref.path
    names.add(`${path}#${importedName(ref)}`)
  }
  return [...names].sort()
}

interface LocatedSymbol {
  readonly foreign: ForeignSymbol
  readonly specifier: string
  readonly key: string
}

function locate({ label }: Label, specifierOf: (ref: ImportRef) => string): LocatedSymbol {
  const { foreign } = label as { readonly foreign: ForeignSymbol }
  const specifier = specifierOf(foreign.ref)
  return { foreign, specifier, key: `${specifier}#${importedName(foreign.ref)}` }
}

/** A file names few others, and each of them many times. */
function specifiersIn(file: FileContext): (ref: ImportRef) => string {
  const known = new Map<string, string>()
  return (ref) => {
    if (ref.kind === 'module') return ref.specifier
    let specifier = known.get(ref.path)
    if (specifier === undefined) {
      specifier = moduleSpecifier(ref, file)
      known.set(ref.path, specifier)
    }
    return specifier
  }
}

// Names are given out in the order of the import lines, so they do not depend on where in the file a symbol is used.
function nameImports(
  symbols: readonly LocatedSymbol[],
  taken: Set<string>,
): ReadonlyMap<string, Import> {
  const unnamed = new Map<string, Omit<Import, 'local'> & { readonly wish: string }>()
  for (const { key, specifier, foreign } of symbols) {
    const { ref, use, hint } = foreign
    const name = importedName(ref)
    const known = unnamed.get(key)
    if (known?.use === 'value' && name !== 'default') continue
    const isValue = use === 'value' || known?.use === 'value'
    unnamed.set(key, {
      specifier,
      name,
      use: isValue ? 'value' : 'type',
      wish: name === 'default' ? (hint ?? 'imported') : name,
    })
  }
  const sorted = [...unnamed].sort(
    ([, a], [, b]) => compareSpecifiers(a.specifier, b.specifier) || compare(a.name, b.name),
  )
  return new Map(
    sorted.map(([key, { wish, ...each }]) => {
      const local = freeName(wish, (each) => globals.has(each) || taken.has(each))
      taken.add(local)
      return [key, { ...each, local }]
    }),
  )
}

/** `order`, then `order2`, `order3`. */
export function freeName(wish: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(wish)) return wish
  for (let count = 2; ; count++) {
    // `Item2` and a third `Item` must not meet.
    const name = `${wish}${count}`
    if (!isTaken(name)) return name
  }
}

function printImports(imports: readonly Import[]): Code {
  const bySpecifier = new Map<string, Import[]>()
  for (const each of imports) {
    const others = bySpecifier.get(each.specifier)
    if (others === undefined) bySpecifier.set(each.specifier, [each])
    else others.push(each)
  }
  return join(
    [...bySpecifier].map(([specifier, names]) => printImport(specifier, names)),
    hardline,
  )
}

function printImport(specifier: string, names: readonly Import[]): Code {
  const allTypes = names.every((each) => each.use === 'type')
  const parts = sortNames(names).map((each) => printName(each, allTypes))
  const from = ` from '${specifier}'`
  const keyword = allTypes ? 'import type ' : 'import '
  // Prettier never breaks a list of one.
  if (parts.length === 1) return [keyword, '{ ', parts[0]!, ' }', from]
  return group([
    keyword,
    '{',
    indent([line, join(parts, [',', line])]),
    ifBreak(','),
    line,
    '}',
    from,
  ])
}

function printName({ name, local, use }: Import, allTypes: boolean): string {
  const renamed = name === local ? name : `${name} as ${local}`
  return use === 'type' && !allTypes ? `type ${renamed}` : renamed
}

/** Values before types, each by name without regard to case. */
function sortNames(names: readonly Import[]): readonly Import[] {
  return [...names].sort(
    (a, b) =>
      Number(a.use === 'type') - Number(b.use === 'type') ||
      compare(a.name.toLowerCase(), b.name.toLowerCase()) ||
      compare(a.name, b.name),
  )
}

/** Packages, then other files: the farthest folder first, this folder last. */
function compareSpecifiers(a: string, b: string): number {
  return distance(b) - distance(a) || compare(a, b)
}

function distance(specifier: string): number {
  if (!specifier.startsWith('.')) return Infinity
  return specifier.split('/').filter((each) => each === '..').length
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** What generated code may mean by these names; a user's type of such a name gets another one in the file. */
const globals: ReadonlySet<string> = new Set([
  'AggregateError',
  'Array',
  'BigInt',
  'Boolean',
  'Buffer',
  'Date',
  'DOMException',
  'Error',
  'EvalError',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'Partial',
  'Promise',
  'RangeError',
  'Readonly',
  'ReadonlyMap',
  'ReadonlySet',
  'Record',
  'ReferenceError',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'SyntaxError',
  'TypeError',
  'URIError',
  'Uint8Array',
  'undefined',
])
