import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { RouteModel } from '../model/method-model.js'
import { routeDecorators } from '../vocabulary.js'
import { ourCall, plainExpression } from './decorators.js'
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
    const calls = values.flatMap((each) => ourCall(each, view) ?? [])
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
      calls.flatMap((each) => readRoute(each, each.call, view, reading) ?? []),
    )
  }
  return found
}

export function routesInitializer(
  declaration: ts.ClassLikeDeclaration,
): ts.ObjectLiteralExpression | undefined {
  for (const member of declaration.members) {
    if (!ts.isPropertyDeclaration(member) || member.initializer === undefined) continue
    if (!ts.isIdentifier(member.name) || member.name.text !== 'routes') continue
    if (!(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static)) continue
    const value = plainExpression(member.initializer)
    if (ts.isObjectLiteralExpression(value)) return value
  }
  return undefined
}

interface RouteEntry {
  readonly key: string
  readonly values: readonly ts.Expression[]
  readonly node: ts.Node
}

function routeEntries(declaration: ts.ClassDeclaration): readonly RouteEntry[] {
  return (routesInitializer(declaration)?.properties ?? []).flatMap((property) => {
    if (!ts.isPropertyAssignment(property)) return []
    const { name } = property
    if (!ts.isIdentifier(name) && !ts.isStringLiteral(name)) return []
    const value = plainExpression(property.initializer)
    const values = ts.isArrayLiteralExpression(value)
      ? value.elements.map(plainExpression)
      : [value]
    return [{ key: name.text, values, node: name }]
  })
}
