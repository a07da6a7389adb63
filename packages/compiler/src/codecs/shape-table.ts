import type { NamedShape, SchemaModel, Shape } from '../model/shape.js'

export type ResolvedShape = Exclude<Shape, { readonly kind: 'ref' }>

/** The named shapes, and what follows from how they refer to each other. */
export class ShapeTable {
  readonly #shapes: Readonly<Record<string, NamedShape>>
  readonly #reached = new Map<string, ReadonlySet<string>>()
  readonly #names: ReadonlyMap<string, Names>
  #taken: ReadonlySet<string> | undefined

  constructor(shapes: Readonly<Record<string, NamedShape>>) {
    this.#shapes = shapes
    this.#names = nameAll(shapes)
  }

  named(key: string): NamedShape {
    const found = this.#shapes[key]
    if (found === undefined) throw new Error(`no shape was read for ${key}`)
    return found
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#shapes, key)
  }

  /** What its functions are called after; unlike `NamedShape.name` no two types share one. */
  nameOf(key: string): string {
    return this.#names.get(key)?.name ?? this.named(key).name
  }

  /** The file of the functions of a type, without its ending. */
  fileOf(home: Shape): string {
    const names = home.kind === 'ref' ? this.#names.get(home.key) : undefined
    return names?.file ?? fileName(shapeName(home, (key) => this.nameOf(key)))
  }

  /** Of every type, in the order of their keys. */
  get allNames(): readonly string[] {
    return [...this.#names.values()].map(({ name }) => name)
  }

  hasName(name: string): boolean {
    this.#taken ??= new Set(this.allNames)
    return this.#taken.has(name)
  }

  /** The user's own schema of it. */
  schemaOf(shape: Shape): SchemaModel | undefined {
    return shape.kind === 'ref' ? this.named(shape.key).schema : undefined
  }

  /** What a value of the shape is made of, whatever it is called. */
  resolve(shape: Shape): ResolvedShape {
    return shape.kind === 'ref' ? this.resolve(this.named(shape.key).shape) : shape
  }

  /** A value of the shape can hold another value of the named one. */
  reaches(shape: Shape, key: string): boolean {
    return directRefs(shape).some((each) => each === key || this.#reachedFrom(each).has(key))
  }

  isRecursive(key: string): boolean {
    return this.#reachedFrom(key).has(key)
  }

  /** Every named shape a value of this one can hold, itself included if it is named. */
  refsWithin(shape: Shape): ReadonlySet<string> {
    const found = new Set<string>()
    for (const each of directRefs(shape)) {
      found.add(each)
      for (const further of this.#reachedFrom(each)) found.add(further)
    }
    return found
  }

  #reachedFrom(key: string): ReadonlySet<string> {
    const known = this.#reached.get(key)
    if (known !== undefined) return known
    const reached = new Set<string>()
    const open = directRefs(this.named(key).shape)
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      if (reached.has(each)) continue
      reached.add(each)
      open.push(...directRefs(this.named(each).shape))
    }
    this.#reached.set(key, reached)
    return reached
  }
}

/** The one table of these shapes: several phases ask, and what it says of thousands of types is worked out once. */
export function shapeTableOf(shapes: Readonly<Record<string, NamedShape>>): ShapeTable {
  let table = tables.get(shapes)
  if (table === undefined) {
    table = new ShapeTable(shapes)
    tables.set(shapes, table)
  }
  return table
}

const tables = new WeakMap<Readonly<Record<string, NamedShape>>, ShapeTable>()

function directRefs(shape: Shape): string[] {
  return shape.kind === 'ref' ? [shape.key] : parts(shape).flatMap(directRefs)
}

/** The shapes a shape is written with. */
export function parts(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case 'array':
    case 'set':
      return [shape.element]
    case 'tuple':
      return shape.elements
    case 'record':
    case 'map':
      return [shape.key, shape.value]
    case 'union':
      return shape.members
    case 'object':
      return [
        ...(shape.instance?.json === undefined ? [] : [shape.instance.json]),
        ...(shape.rest === undefined ? [] : [shape.rest.key, shape.rest.value]),
        ...shape.members.map((each) => each.shape),
      ]
    default:
      return []
  }
}

// The names depend on the keys alone, not on who asks for which codec first.
function nameAll(shapes: Readonly<Record<string, NamedShape>>): ReadonlyMap<string, Names> {
  const names = new Map<string, Names>()
  const taken = new Set<string>()
  for (const key of Object.keys(shapes).sort()) {
    const wish = wishOf(shapes[key]!, shapes)
    let { name, file } = wish
    // File systems and kebab-case do not tell `HTTPItem` from `HttpItem`.
    for (let count = 2; taken.has(file); count++) {
      name = `${wish.name}${count}`
      file = fileName(name)
    }
    taken.add(file)
    names.set(key, name === wish.name ? wish : { name, file })
  }
  return names
}

interface Names {
  readonly name: string
  readonly file: string
}

function wishOf(shape: NamedShape, shapes: Readonly<Record<string, NamedShape>>): Names {
  const known = wishes.get(shape)
  if (known !== undefined) return known
  const name = fullName(shape, shapes)
  const wish = { name, file: fileName(name) }
  // The name of `Page<Todo>` depends on another shape as well.
  if (shape.typeArguments.length === 0) wishes.set(shape, wish)
  return wish
}

const wishes = new WeakMap<NamedShape, Names>()

/** `Page<Todo>` is `PageOfTodo`. */
function fullName(shape: NamedShape, shapes: Readonly<Record<string, NamedShape>>): string {
  const name = pascal(shape.name)
  if (shape.typeArguments.length === 0) return name
  const args = shape.typeArguments.map((each) =>
    shapeName(each, (key) => {
      const named = shapes[key]
      return named === undefined ? 'Unknown' : fullName(named, shapes)
    }),
  )
  return `${name}Of${args.join('And')}`
}

/** What a shape without a name of its own is called: `TodoList`, `CardOrIban`. */
export function shapeName(shape: Shape, nameOf: (key: string) => string): string {
  const inner = (each: Shape) => shapeName(each, nameOf)
  switch (shape.kind) {
    case 'ref':
      return nameOf(shape.key)
    case 'array':
      return `${inner(shape.element)}List`
    case 'set':
      return `${inner(shape.element)}Set`
    case 'map':
      return `${inner(shape.value)}Map`
    case 'record':
      return `${inner(shape.value)}Record`
    case 'tuple':
      return shape.elements.length === 0 ? 'Empty' : shape.elements.map(inner).join('And')
    case 'union':
      if (shape.members.length <= 3) return shape.members.map(inner).join('Or')
      return shape.members.every(({ kind }) => kind === 'literal') ? 'Choice' : 'Union'
    case 'literal':
      return pascal(String(shape.value)) || 'Literal'
    case 'object':
      return shape.members.length === 0
        ? 'Object'
        : shape.members.map((each) => pascal(each.name)).join('And')
    default:
      return pascal(shape.kind)
  }
}

export function pascal(text: string): string {
  return text
    .split(/[^\p{L}\p{N}$_]+/u)
    .filter((each) => each !== '')
    .map((each) => each[0]!.toUpperCase() + each.slice(1))
    .join('')
}

/** `HTTPRequest2` → `http-request-2`. */
export function fileName(name: string): string {
  return name
    .replace(/([\p{Ll}])([\p{Lu}\p{N}])/gu, '$1-$2')
    .replace(/(\p{N})(\p{Lu})/gu, '$1-$2')
    .replace(/([\p{Lu}])([\p{Lu}][\p{Ll}])/gu, '$1-$2')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .toLowerCase()
    .replace(/^-|-$/g, '')
}
