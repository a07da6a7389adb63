import ts from '#typescript'
import { typeKey, type ObjectMember, type ObjectType } from '../model/type-ref.js'
import { madeOf } from './made-of.js'
import type { TypeReader, TypeSite } from './read-type.js'
import type { Recipe } from './reading.js'

/** An object type without a name of its own, called after its place. */
export function readObject(reader: TypeReader, site: TypeSite): ObjectType {
  const { type, node } = site
  const { checker, ids } = reader.view
  const members = checker.getPropertiesOfType(type).map((property): ObjectMember => {
    const recipe: Recipe = (view) => {
      const whole = site.recipe(view)
      const found = whole && view.checker.getPropertyOfType(whole, property.name)
      return found && view.checker.getTypeOfSymbolAtLocation(found, node)
    }
    return { name: property.name, use: reader.readProperty(property, node, recipe) }
  })
  const place = placeOf(type, node)
  const isWrittenThere = place === type.getSymbol()?.declarations?.[0]
  // One place can make several types: the instances of a generic one, the alternatives of an intersection.
  const alternative = isWrittenThere ? '' : (site.alternative ?? '')
  const id = ids.placeOf(place) + alternative
  const parts = madeOf(type, node, reader.view, reader.reading)
  const ref: ObjectType = {
    kind: 'object',
    id: isInstance(type, place) ? `${id}<${describeMembers(members)}>` : id,
    members,
    ...(parts.length === 0 ? {} : { madeOf: parts }),
  }
  reader.reading.mention({
    ref,
    symbol: undefined,
    type,
    node,
    import: undefined,
    isValue: true,
  })
  return ref
}

function placeOf(type: ts.Type, node: ts.Node): ts.Node {
  const place = type.getSymbol()?.declarations?.[0]
  if (place === undefined || type.isIntersection()) return node
  return place.getSourceFile().fileName.includes('/node_modules/') ? node : place
}

function isInstance(type: ts.Type, place: ts.Node): boolean {
  const flags = (type as ts.ObjectType).objectFlags
  return (
    (flags & ts.ObjectFlags.Instantiated) !== 0 && place === type.getSymbol()?.declarations?.[0]
  )
}

function describeMembers(members: readonly ObjectMember[]): string {
  return members.map((each) => `${each.name}: ${typeKey(each.use.type)}`).join(', ')
}
