import ts from '#typescript'
import type { Shape } from '../model/shape.js'
import { structure } from './read-shape-structure.js'
import type { ShapeWalk, Site } from './read-shape.js'
import { unaliased } from './written-aliases.js'

/** Of what the language brings. */
export function libraryShape(walk: ShapeWalk, symbol: ts.Symbol, site: Site): Shape | undefined {
  const args = walk.checker.getTypeArguments(site.type as ts.TypeReference)
  const node = site.node && unaliased(site.node, walk.checker)
  const nodes = node && ts.isTypeReferenceNode(node) ? node.typeArguments : undefined
  const argument = (index: number): Shape =>
    walk.part(site, args[index]!, nodes?.[index], symbol.name === 'Map' && index === 0 ? 'key' : '')
  switch (symbol.name) {
    case 'Date':
      return { kind: 'date' }
    case 'Uint8Array':
      return { kind: 'bytes' }
    case 'Map':
    case 'ReadonlyMap':
      return { kind: 'map', key: argument(0), value: argument(1) }
    case 'Set':
    case 'ReadonlySet':
      return { kind: 'set', element: argument(0) }
    case 'Object':
      return walk.cannotCross(site)
    default: {
      if (symbol.flags & ts.SymbolFlags.TypeAlias) return structure(walk, site)
      const hasMethods = walk.checker
        .getPropertiesOfType(site.type)
        .some((each) => each.flags & ts.SymbolFlags.Method)
      return hasMethods ? walk.cannotCross(site) : structure(walk, site)
    }
  }
}
