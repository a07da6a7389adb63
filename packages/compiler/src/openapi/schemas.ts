import { flatten } from '../codecs/discriminate-union.js'
import type { ShapeTable } from '../codecs/shape-table.js'
import type { MemberShape, NamedShape, ObjectShape, Shape } from '../model/shape.js'
import { constrained } from './constrained.js'
import { documented } from './documented.js'
import type { Schema } from './openapi-document.js'
import { OpenApiMemory, type Referring } from './openapi-memory.js'
import { problemSchema, type ProblemSchema } from './problem-schemas.js'
import { unionSchema } from './union-schema.js'

/**
 * JSON Schemas of shapes, as the codecs put their values on the wire. Named types become components, and so do types
 * written in place, under the names of their codecs.
 */
export class Schemas {
  readonly table: ShapeTable
  readonly #components = new Map<string, Schema>()
  readonly #memory: OpenApiMemory
  readonly #tracks: Track[] = []
  /** What a request holds is described: of a schema of the user what it reads, not what it makes. */
  #isRequest = false

  constructor(table: ShapeTable, memory = new OpenApiMemory()) {
    this.table = table
    this.#memory = memory
  }

  ofRequest(shape: Shape): Schema {
    return this.#describe({ isRequest: true }, () => this.of(shape))
  }

  of(shape: Shape): Schema {
    switch (shape.kind) {
      case 'ref':
        return this.#reference(shape.key)
      case 'string':
        return constrained({ type: 'string' }, shape.constraints)
      case 'number':
        return constrained({ type: 'number' }, shape.constraints)
      case 'bigint':
        return constrained({ type: 'string', pattern: '^-?\\d+$' }, shape.constraints)
      case 'boolean':
        return { type: 'boolean' }
      case 'date':
        return { type: 'string', format: 'date-time' }
      case 'bytes':
        return { type: 'string', contentEncoding: 'base64' }
      case 'file':
        return { type: 'string', contentMediaType: 'application/octet-stream' }
      case 'null':
        return { type: 'null' }
      case 'json':
        return {}
      case 'literal':
        return { type: typeof shape.value, const: shape.value }
      case 'array':
        return constrained({ type: 'array', items: this.of(shape.element) }, shape.constraints)
      case 'set':
        return { type: 'array', items: this.of(shape.element) }
      case 'tuple':
        return this.#tuple(shape.elements)
      case 'map':
        return { type: 'array', items: this.#tuple([shape.key, shape.value]) }
      case 'record':
        return { type: 'object', ...this.#rest(shape) }
      case 'object':
        return this.#object(shape)
      case 'union':
        return unionSchema(shape, this)
      // Nobody asked for a codec, so nobody reported it.
      case 'undefined':
      case 'impossible':
        return {}
    }
  }

  /** Sorted by name. */
  get components(): Readonly<Record<string, Schema>> {
    return Object.fromEntries([...this.#components].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  /** The component of a problem. A type of the user that has the name keeps it. */
  problem(name: ProblemSchema): Schema {
    this.#tracks.at(-1)?.problems.add(name)
    const free = this.table.hasName(name) ? `${name}Details` : name
    const reference = { $ref: referenceTo(free) }
    if (this.#components.has(free)) return reference
    this.#components.set(free, {})
    const base = name === 'Problem' ? {} : this.problem('Problem')
    this.#components.set(free, problemSchema(name, base))
    return reference
  }

  /** Notes which components something refers to while it is made. */
  track<T>(make: () => T): Referring<T> {
    const track: Track = { types: new Set(), inputs: new Set(), problems: new Set() }
    this.#tracks.push(track)
    const made = make()
    this.#tracks.pop()
    return { made, ...track }
  }

  /** Sees to the components of what was made before. */
  recall<T>({ made, types, inputs, problems }: Referring<T>): T {
    for (const each of types) this.#componentOf(each, 'components')
    for (const each of inputs) this.#componentOf(each, 'inputs')
    for (const each of problems) this.problem(each)
    return made
  }

  #reference(key: string): Schema {
    if (!this.table.has(key)) return {}
    const isInput = this.#isRequest && this.#isReadOtherwise(key)
    return this.#componentOf(key, isInput ? 'inputs' : 'components')
  }

  #componentOf(key: string, face: 'components' | 'inputs'): Schema {
    this.#tracks.at(-1)?.[face === 'inputs' ? 'inputs' : 'types'].add(key)
    const plain = this.table.nameOf(key)
    const name = componentName(face === 'inputs' ? this.#inputName(plain) : plain)
    if (!this.#components.has(name)) {
      // A recursive type refers to itself while it is read.
      this.#components.set(name, {})
      this.#components.set(name, this.#component(this.table.named(key), face))
    }
    return { $ref: referenceTo(name) }
  }

  #component(named: NamedShape, face: 'components' | 'inputs'): Schema {
    const known = this.#memory[face].get(named)
    if (known !== undefined) return this.recall(known)
    const shape = (face === 'inputs' ? named.schema?.input : undefined) ?? named.shape
    const made = this.#describe({ isRequest: face === 'inputs' }, () =>
      this.track(() => documented(this.of(shape), named.documentation)),
    )
    this.#memory[face].set(named, made)
    return made.made
  }

  #describe<T>({ isRequest }: { readonly isRequest: boolean }, make: () => T): T {
    const before = this.#isRequest
    this.#isRequest = isRequest
    const made = make()
    this.#isRequest = before
    return made
  }

  /** A schema of the user reads it, or something within it, and makes something else of it. */
  #isReadOtherwise(key: string): boolean {
    const within = this.table.refsWithin({ kind: 'ref', key })
    return [...within].some((each) => this.table.named(each).schema?.input !== undefined)
  }

  /** A type of the user that has the name keeps it. */
  #inputName(name: string): string {
    return this.table.hasName(`${name}Input`) ? `${name}AsRead` : `${name}Input`
  }

  #tuple(elements: readonly Shape[]): Schema {
    return {
      type: 'array',
      ...(elements.length === 0 ? {} : { prefixItems: elements.map((each) => this.of(each)) }),
      items: false,
      minItems: elements.length,
      maxItems: elements.length,
    }
  }

  #rest({ key, value }: { readonly key: Shape; readonly value: Shape }): Schema {
    const keys = this.table.resolve(key)
    const isAnyText = keys.kind === 'string' && keys.constraints.length === 0
    return {
      ...(isAnyText ? {} : { propertyNames: this.of(key) }),
      additionalProperties: this.of(value),
    }
  }

  #object(shape: ObjectShape): Schema {
    if (shape.instance?.json !== undefined) return this.of(shape.instance.json)
    const members = shape.members.filter((each) => each.visibility === 'public')
    const required = members.filter((each) => this.#isRequired(each)).map((each) => each.name)
    return {
      type: 'object',
      ...(members.length === 0
        ? {}
        : {
            properties: Object.fromEntries(members.map((each) => [each.name, this.#member(each)])),
          }),
      ...(required.length === 0 ? {} : { required }),
      ...(shape.rest === undefined ? {} : { additionalProperties: this.of(shape.rest.value) }),
    }
  }

  #isRequired({ optional, shape }: MemberShape): boolean {
    const members = flatten(shape, this.table)
    return !optional && !members.some((each) => this.table.resolve(each).kind === 'undefined')
  }

  #member({ shape, documentation }: MemberShape): Schema {
    return documented(this.of(shape), documentation)
  }
}

interface Track {
  readonly types: Set<string>
  readonly inputs: Set<string>
  readonly problems: Set<ProblemSchema>
}

function referenceTo(name: string): string {
  return `#/components/schemas/${name}`
}

/** OpenAPI takes fewer characters than TypeScript; the others are written as their code points. */
function componentName(name: string): string {
  return name.replace(/[^\w.-]/gu, (each) => `_${each.codePointAt(0)!.toString(16)}_`)
}
