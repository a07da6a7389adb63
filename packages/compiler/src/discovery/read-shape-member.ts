import ts from '#typescript'
import type { MemberShape, Shape } from '../model/shape.js'
import { commentTags } from './comment-tags.js'
import { documentationOf } from './documentation.js'
import { withoutUndefined } from './read-shape-union.js'
import type { ShapeWalk, Site } from './read-shape.js'
import { typeNodeOf } from './written-aliases.js'

/** A member of an object; none for what is no data. */
export function readMember(
  walk: ShapeWalk,
  property: ts.Symbol,
  site: Site,
  isInstance: boolean,
): readonly MemberShape[] {
  const declaration = property.valueDeclaration ?? property.declarations?.[0]
  if (isInstance && property.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) return []
  if (isInstance && declaration && isAbstract(declaration)) return []
  const { name } = property
  // A symbol as a name: JSON knows none.
  if (name.startsWith('__@')) return []
  const path = `${site.path}.${name}`
  const place = declaration ?? site.place
  const optional = (property.flags & ts.SymbolFlags.Optional) !== 0
  const type = walk.checker.getTypeOfSymbolAtLocation(property, site.place)
  const node = declaration && typeNodeOf(declaration)
  const whole = memberShape(
    walk,
    {
      type,
      node: node !== undefined && isMemberType(walk, node, type, optional) ? node : undefined,
      place,
      path,
      depth: site.depth + 1,
    },
    declaration,
  )
  const shape = optional ? withoutUndefined(whole) : whole
  // `b?: never` only says that it is another member of the union that has a `b`.
  if (shape.kind === 'undefined') return []
  const documentation = declaration && documentationOf(declaration)
  const visibility = declaration !== undefined && isHidden(declaration) ? 'hidden' : 'public'
  return [
    {
      name,
      shape:
        name === '__proto__'
          ? walk.impossible(
              'type-cannot-cross-boundary',
              `${path} would change what the object is`,
              place,
            )
          : shape,
      optional,
      ...(optional && saysUndefined(walk, type) ? { orUndefined: true } : {}),
      visibility,
      ...(documentation === undefined ? {} : { documentation }),
    },
  ]
}

/** With `exactOptionalPropertyTypes`: what may be left out is another type than what may be `undefined`. */
function saysUndefined(walk: ShapeWalk, type: ts.Type): boolean {
  if (walk.view.program.getCompilerOptions().exactOptionalPropertyTypes !== true) return false
  return type.isUnion() && type.types.includes(walk.checker.getUndefinedType())
}

/** Without `exactOptionalPropertyTypes` the type of `name?: Email` has an `undefined` that its node has not. */
function isMemberType(
  walk: ShapeWalk,
  node: ts.TypeNode,
  type: ts.Type,
  optional: boolean,
): boolean {
  if (walk.isType(node, type)) return true
  if (!optional) return false
  const bare = (each: ts.Type) => walk.checker.getNonNullableType(each)
  return bare(walk.checker.getTypeFromTypeNode(node)) === bare(type)
}

function memberShape(walk: ShapeWalk, site: Site, declaration: ts.Declaration | undefined): Shape {
  const tags = declaration === undefined ? [] : commentTags(declaration)
  if (tags.some((each) => each.name === 'json')) return { kind: 'json' }
  return walk.constrain(walk.shapeAt(site), tags)
}

/** `private`, `protected` or `#private`. */
export function isHidden(declaration: ts.Declaration): boolean {
  const name = ts.getNameOfDeclaration(declaration)
  if (name !== undefined && ts.isPrivateIdentifier(name)) return true
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  return (ts.getCombinedModifierFlags(declaration) & hidden) !== 0
}

function isAbstract(declaration: ts.Declaration): boolean {
  return (
    (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) !== 0 &&
    !ts.isPropertyDeclaration(declaration)
  )
}
