import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { RouteModel } from '../model/method-model.js'
import { routeDecorators } from '../vocabulary.js'
import { plainExpression } from './decorators.js'
import { followedCall } from './followed-call.js'
import { locate } from './locate.js'
import type { ProgramView } from './program-view.js'
import { readRoute } from './read-marks.js'
import type { Reading } from './reading.js'

/** `static readonly routes = { create: Post('/shift/start') }`: the spelling without decorators, by name of the method. */
export function readRoutesProperty(
  declaration: ts.ClassDeclaration,
  methods: ReadonlySet<string>,
  view: ProgramView,
  reading: Reading,
): ReadonlyMap<string, readonly RouteModel[]> {
  const found = new Map<string, readonly RouteModel[]>()
  for (const { key, values, node } of routeEntries(declaration)) {
    const calls = values.flatMap((each) => {
      const call = followedCall(each, view)
      return call === undefined ? [] : [{ ...call, at: each }]
    })
    if (!calls.some((each) => Object.hasOwn(routeDecorators, each.name))) continue
    if (!methods.has(key)) {
      reading.report(
        diagnostic('unknown-route-method', locate(view.root, node), {
          message: `${declaration.name?.text ?? 'The class'} has no method ${key}`,
        }),
      )
      continue
    }
    found.set(
      key,
      calls.flatMap((each) => readRoute(each, view, reading) ?? []),
    )
  }
  return found
}

export function routesInitializer(
  declaration: ts.ClassLikeDeclaration,
): ts.ObjectLiteralExpression | undefined {
  const routes = routesOf(declaration)
  return routes !== undefined && ts.isObjectLiteralExpression(routes) ? routes : undefined
}

/** What `static readonly routes` is, literal or not. */
export function routesOf(declaration: ts.ClassLikeDeclaration): ts.Expression | undefined {
  for (const member of declaration.members) {
    if (!ts.isPropertyDeclaration(member) || member.initializer === undefined) continue
    if (!ts.isIdentifier(member.name) || member.name.text !== 'routes') continue
    if (!(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static)) continue
    return plainExpression(member.initializer)
  }
  return undefined
}

/** A method by its name, and what `routes` says of it. */
export interface RouteEntry {
  readonly key: string
  readonly values: readonly ts.Expression[]
  readonly node: ts.Node
}

export function routeEntries(declaration: ts.ClassLikeDeclaration): readonly RouteEntry[] {
  return (routesInitializer(declaration)?.properties ?? []).flatMap((property) => {
    const { name } = property
    if (name === undefined || (!ts.isIdentifier(name) && !ts.isStringLiteral(name))) return []
    if (ts.isShorthandPropertyAssignment(property)) {
      return [{ key: name.text, values: [property.name], node: name }]
    }
    if (!ts.isPropertyAssignment(property)) return []
    const value = plainExpression(property.initializer)
    const values = ts.isArrayLiteralExpression(value)
      ? value.elements.map(plainExpression)
      : [value]
    return [{ key: name.text, values, node: name }]
  })
}
