import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { SchemaModel, Shape } from '../model/shape.js'
import type { SourceLocation } from '../model/source-location.js'
import type { CodecRequest } from './codec-request.js'
import { discriminateUnion } from './discriminate-union.js'
import { formFieldOf } from './form-field.js'
import { canParse } from './parse.js'
import type { ShapeTable } from './shape-table.js'

/** What keeps a type from crossing the boundary, wherever in it that is. */
export function findFaults(
  shape: Shape,
  request: CodecRequest,
  table: ShapeTable,
): readonly Diagnostic[] {
  const finder = new FaultFinder(table, request.purpose)
  finder.visit(shape, { location: request.location, path: '' })
  const { found } = finder
  if (found.length === 0 && request.purpose === 'decode-form') {
    return formFaults(shape, request, table)
  }
  if (found.length === 0 && request.purpose === 'parse' && !canParse(shape, table)) {
    const location =
      request.location ?? (shape.kind === 'ref' ? table.named(shape.key).location : nowhere)
    return [
      diagnostic('type-cannot-cross-boundary', location, {
        message: `${request.type.text() || 'The type'} cannot be read from a piece of text`,
        help: 'Take a string, number, boolean, bigint, Date, an enum or a union of literals',
      }),
    ]
  }
  return found
}

/** A form has texts and files by name, and nothing within them. */
function formFaults(shape: Shape, request: CodecRequest, table: ShapeTable): readonly Diagnostic[] {
  if (table.schemaOf(shape) !== undefined) return []
  const resolved = table.resolve(shape)
  const named = shape.kind === 'ref' ? table.named(shape.key) : undefined
  const location = named?.location ?? request.location ?? nowhere
  const help =
    'A form holds texts, numbers, booleans, bigints, dates, enums, files, and lists of one of them'
  if (
    resolved.kind !== 'object' ||
    resolved.rest !== undefined ||
    resolved.instance?.json !== undefined
  ) {
    const message = `${request.type.text()} has no members by name that a form could hold`
    return [diagnostic('type-cannot-cross-boundary', location, { message, help })]
  }
  return resolved.members
    .filter((each) => each.visibility === 'public' && formFieldOf(each, table) === undefined)
    .map(({ name }) => {
      const message = `${named?.name ?? request.type.text()}.${name} cannot come with a form`
      return diagnostic('type-cannot-cross-boundary', location, { message, help })
    })
}

const nowhere: SourceLocation = { file: '', line: 1, column: 1, length: 1 }

interface Place {
  /** The nearest declaration. */
  readonly location: SourceLocation | undefined
  /** `Order.lines`. */
  readonly path: string
}

class FaultFinder {
  readonly found: Diagnostic[] = []
  readonly #table: ShapeTable
  readonly #purpose: CodecRequest['purpose']
  readonly #seen = new Set<string>()

  constructor(table: ShapeTable, purpose: CodecRequest['purpose']) {
    this.#table = table
    this.#purpose = purpose
  }

  get #isStored(): boolean {
    return this.#purpose === 'encode-stored' || this.#purpose === 'revive'
  }

  /** From JSON, now or when it is loaded again. */
  get #isMade(): boolean {
    return this.#purpose !== 'encode'
  }

  visit(shape: Shape, place: Place): void {
    switch (shape.kind) {
      case 'impossible':
        this.found.push(diagnostic(shape.code, shape.location, { message: shape.message }))
        return
      case 'ref': {
        if (this.#seen.has(shape.key)) return
        this.#seen.add(shape.key)
        // What the user's schema reads is no business of ours.
        const isDecoder = this.#purpose === 'decode' || this.#purpose === 'decode-form'
        const schema = isDecoder ? this.#table.schemaOf(shape) : undefined
        if (schema !== undefined) {
          this.#visitSchema(schema)
          return
        }
        const named = this.#table.named(shape.key)
        this.visit(named.shape, { location: named.location, path: named.name })
        return
      }
      case 'object':
        if (shape.instance?.json !== undefined) {
          this.visit(shape.instance.json, place)
          return
        }
        if (shape.hasHidden === true && shape.instance === undefined && this.#isMade) {
          this.found.push(
            diagnostic('class-cannot-be-revived', place.location ?? nowhere, {
              message: `${place.path === '' ? 'The type' : place.path} has private members of a class, but no class to make it`,
              help: 'Extend the class, or use a type without private members',
            }),
          )
          return
        }
        for (const member of shape.members) {
          if (member.visibility === 'hidden' && !this.#isStored) continue
          this.visit(member.shape, { ...place, path: `${place.path}.${member.name}` })
        }
        if (shape.rest !== undefined) this.visit(shape.rest.value, place)
        return
      case 'file':
        if (this.#purpose === 'decode-form') return
        this.found.push(
          diagnostic('type-cannot-cross-boundary', place.location ?? nowhere, {
            message: `A file cannot stand in JSON${place.path === '' ? '' : `, as ${place.path} would`}`,
            help: 'Take it with a form: FromForm<T>',
          }),
        )
        return
      case 'array':
      case 'set':
        this.#visitElement(shape.element, place)
        return
      case 'tuple':
        for (const each of shape.elements) this.#visitElement(each, place)
        return
      case 'record':
      case 'map':
        this.#visitElement(shape.key, place)
        this.#visitElement(shape.value, place)
        return
      case 'union':
        for (const each of shape.members) this.visit(each, place)
        if (this.found.length === 0 && discriminateUnion(shape, this.#table) === undefined) {
          this.found.push(
            diagnostic('undecidable-union', shape.location ?? place.location ?? nowhere, {
              message: `The members of the union${of(place)} look alike in JSON`,
            }),
          )
        }
    }
  }

  #visitSchema({ mismatch }: SchemaModel): void {
    if (mismatch === undefined) return
    const { message, location } = mismatch
    this.found.push(diagnostic('schema-output-mismatch', location, { message }))
  }

  #visitElement(shape: Shape, place: Place): void {
    const resolved = this.#table.resolve(shape)
    const members = resolved.kind === 'union' ? resolved.members : [resolved]
    if (members.some((each) => each.kind === 'undefined')) {
      this.found.push(
        diagnostic('type-cannot-cross-boundary', place.location ?? nowhere, {
          message: `JSON has no undefined for the elements${of(place)}`,
          help: 'Use null, or leave the element out',
        }),
      )
      return
    }
    this.visit(shape, place)
  }
}

function of({ path }: Place): string {
  return path === '' ? '' : ` of ${path}`
}
