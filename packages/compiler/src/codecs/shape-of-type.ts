import type { Shape } from '../model/shape.js'
import type { SourceLocation } from '../model/source-location.js'
import {
  describeType,
  typeKey,
  type NamedType,
  type TypeRef,
  type TypeUse,
} from '../model/type-ref.js'
import { runtimeId } from '../vocabulary.js'

/** The shape of a type that a handler mentions: named and anonymous object types are looked up by key. */
export function shapeOfUse(use: TypeUse, location: SourceLocation): Shape {
  return withNothing(shapeOfType(use.type, location), use)
}

export function shapeOfType(type: TypeRef, location: SourceLocation): Shape {
  switch (type.kind) {
    case 'named':
      return libraryShape(type, location) ?? { kind: 'ref', key: typeKey(type) }
    case 'object':
      return { kind: 'ref', key: typeKey(type) }
    case 'primitive':
      return type.name === 'boolean' ? { kind: 'boolean' } : { kind: type.name, constraints: [] }
    case 'literal':
      return { kind: 'literal', value: type.value }
    case 'list':
      return {
        kind: 'array',
        element: withNothing(shapeOfType(type.element, location), type),
        constraints: [],
      }
    case 'tuple':
      return {
        kind: 'tuple',
        elements: type.elements.map((each) => shapeOfUse(each.use, location)),
      }
    case 'union':
      return { kind: 'union', members: type.members.map((each) => shapeOfType(each, location)) }
    case 'nothing':
      return { kind: 'undefined' }
    case 'other':
      return {
        kind: 'impossible',
        code: 'type-cannot-cross-boundary',
        message: `A value of type ${describeType(type)} cannot be written as JSON`,
        location,
      }
  }
}

function libraryShape({ id, args }: NamedType, location: SourceLocation): Shape | undefined {
  const [first, second] = args
  switch (id) {
    case 'lib#Date':
      return { kind: 'date' }
    case 'lib#Uint8Array':
      return { kind: 'bytes' }
    case runtimeId('UploadedFile'):
      return { kind: 'file' }
    case 'lib#Set':
    case 'lib#ReadonlySet':
      return first && { kind: 'set', element: shapeOfUse(first, location) }
    case 'lib#Map':
    case 'lib#ReadonlyMap':
      return (
        first &&
        second && {
          kind: 'map',
          key: shapeOfUse(first, location),
          value: shapeOfUse(second, location),
        }
      )
    default:
      return undefined
  }
}

function withNothing(
  shape: Shape,
  use: { readonly null: boolean; readonly undefined: boolean },
): Shape {
  const nothing: Shape[] = []
  if (use.null) nothing.push({ kind: 'null' })
  if (use.undefined) nothing.push({ kind: 'undefined' })
  if (nothing.length === 0) return shape
  const members = shape.kind === 'union' ? shape.members : [shape]
  return { kind: 'union', members: [...members, ...nothing] }
}
