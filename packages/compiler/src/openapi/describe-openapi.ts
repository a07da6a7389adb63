import { shapeTableOf } from '../codecs/shape-table.js'
import type { EndpointChain } from '../frames/chain.js'
import type { ApplicationModel } from '../model/application-model.js'
import type { OpenApiDocument, Operation } from './openapi-document.js'
import { openApiPaths, type OpenApiPath } from './openapi-paths.js'
import { operationIds } from './operation-ids.js'
import { OpenApiMemory, type Referring } from './openapi-memory.js'
import { operationOf, type OperationContext } from './operations.js'
import { Schemas } from './schemas.js'
import { tagsOf } from './tags.js'

/** The chains as an OpenAPI document: another printer of the frames that the code is emitted from. */
export function describeOpenApi(
  chains: readonly EndpointChain[],
  model: ApplicationModel,
  memory = new OpenApiMemory(),
): OpenApiDocument {
  const table = shapeTableOf(model.shapes)
  const documents = model.documents.map((each) => each.type.id)
  memory.begin([...table.allNames, ...documents].join())
  const schemas = new Schemas(table, memory)
  const ids = operationIds(chains)
  const paths = new Map<string, [verb: string, operation: Operation][]>()
  const templates = new Map<string, string>()
  for (const chain of chains) {
    for (const path of openApiPaths(chain.model.route.path)) {
      const context = { chain, model, schemas, operationId: ids.get(chain)! }
      const operation = remembered(path, context, memory)
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

function remembered(
  path: OpenApiPath,
  context: OperationContext,
  { operations }: OpenApiMemory,
): Operation {
  const { chain, schemas } = context
  const known = operations.get(chain) ?? new Map<string, Referring<Operation>>()
  operations.set(chain, known)
  const key = `${context.operationId} ${path.path}`
  const before = known.get(key)
  if (before !== undefined) return schemas.recall(before)
  const made = schemas.track(() => operationOf(path, context))
  known.set(key, made)
  return made.made
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
