import { ShapeTable } from '../codecs/shape-table.js'
import type { Chain } from '../frames/chain.js'
import type { ApplicationModel } from '../model/application-model.js'
import type { OpenApiDocument, Operation } from './openapi-document.js'
import { openApiPaths, type OpenApiPath } from './openapi-paths.js'
import { operationIds } from './operation-ids.js'
import { operationOf } from './operations.js'
import { Schemas } from './schemas.js'
import { tagsOf } from './tags.js'

/** The chains as an OpenAPI document: another printer of the frames that the code is emitted from. */
export function describeOpenApi(
  chains: readonly Chain[],
  model: ApplicationModel,
): OpenApiDocument {
  const schemas = new Schemas(new ShapeTable(model.shapes))
  const ids = operationIds(chains)
  const paths = new Map<string, [verb: string, operation: Operation][]>()
  const templates = new Map<string, string>()
  for (const chain of chains) {
    for (const path of openApiPaths(chain.model.route.path)) {
      const context = { chain, model, schemas, operationId: ids.get(chain)! }
      const operation = operationOf(path, context)
      // Two paths that differ in the names of their parameters are one, called as the first of them.
      const pattern = path.path.replace(/\{[^}]*\}/g, '{}')
      const template = templates.get(pattern) ?? path.path
      templates.set(pattern, template)
      const known = paths.get(template) ?? []
      const renamed = inTermsOf(template, path, operation)
      paths.set(template, [...known, [chain.model.route.verb.toLowerCase(), renamed]])
    }
  }
  const { components } = schemas
  const tags = [...new Set(chains.flatMap(tagsOf))].sort().map((name) => ({ name }))
  return {
    openapi: '3.1.0',
    info: model.project.openapi ?? { title: 'API', version: '0.0.0' },
    ...(tags.length === 0 ? {} : { tags }),
    paths: Object.fromEntries(
      [...paths]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([path, operations]) => [path, Object.fromEntries(operations.sort(byVerb))]),
    ),
    ...(Object.keys(components).length === 0 ? {} : { components: { schemas: components } }),
  }
}

function inTermsOf(template: string, path: OpenApiPath, operation: Operation): Operation {
  if (template === path.path || operation.parameters === undefined) return operation
  const names = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name)
  const parameters = operation.parameters.map((each) =>
    each.in === 'path' ? { ...each, name: names[path.parameters.indexOf(each.name)]! } : each,
  )
  return { ...operation, parameters }
}

const verbs = ['get', 'head', 'options', 'post', 'put', 'patch', 'delete']

function byVerb([a]: readonly [string, Operation], [b]: readonly [string, Operation]): number {
  return verbs.indexOf(a) - verbs.indexOf(b)
}
