import { formFieldOf } from '../codecs/form-field.js'
import { shapeOfUse } from '../codecs/shape-of-type.js'
import type { ShapeTable } from '../codecs/shape-table.js'
import type { EndpointChain } from '../frames/chain.js'
import type { ReadBody, ReadFiles } from '../frames/frame.js'
import { stepsIn } from '../frames/within.js'
import type { Shape } from '../model/shape.js'
import { typeKey } from '../model/type-ref.js'
import { parameterText } from './documented.js'
import type { RequestBody, Schema } from './openapi-document.js'
import { mediaTypes } from './replies.js'
import type { Schemas } from './schemas.js'

/** What a chain reads of the body: a value, files of a form, or both. */
export function requestBodyOf(chain: EndpointChain, schemas: Schemas): RequestBody | undefined {
  const reads = stepsIn(chain.frames)
  const body = reads.find((each) => each.kind === 'read-body')
  const files = reads.find((each) => each.kind === 'read-files')
  if (files !== undefined) {
    const own = filesSchema(files, schemas)
    const schema = body === undefined ? own : { allOf: [bodySchema(body, chain, schemas), own] }
    const description = body && descriptionOf(body, chain)
    return requestBody(['multipart/form-data'], schema, description)
  }
  if (body === undefined) return undefined
  const shape = shapeOfUse(body.body.use, chain.model.method.location)
  // Text alone cannot carry a file.
  const types = mediaTypes[body.format].filter(
    (each) => each !== 'application/x-www-form-urlencoded' || !needsFiles(shape, schemas.table),
  )
  return requestBody(types, bodySchema(body, chain, schemas), descriptionOf(body, chain))
}

function requestBody(
  types: readonly string[],
  schema: Schema,
  description: string | undefined,
): RequestBody {
  return {
    ...(description === undefined ? {} : { description }),
    required: true,
    content: Object.fromEntries(types.map((each) => [each, { schema }])),
  }
}

function bodySchema({ body }: ReadBody, { model }: EndpointChain, schemas: Schemas): Schema {
  return schemas.ofRequest(shapeOfUse(body.use, model.method.location))
}

function descriptionOf(
  { body }: ReadBody,
  { model: { method } }: EndpointChain,
): string | undefined {
  const key = typeKey(body.use.type)
  const taker = method.parameters.find(({ use }) => use !== undefined && typeKey(use.type) === key)
  return method.documentation && parameterText(method.documentation, taker?.name ?? '')
}

function filesSchema({ files }: ReadFiles, schemas: Schemas): Schema {
  const file = schemas.of({ kind: 'file' })
  const required = files.filter((each) => each.required && !each.isList).map((each) => each.name)
  return {
    type: 'object',
    properties: Object.fromEntries(
      files.map(({ name, isList }) => [name, isList ? { type: 'array', items: file } : file]),
    ),
    ...(required.length === 0 ? {} : { required }),
  }
}

function needsFiles(shape: Shape, table: ShapeTable): boolean {
  const form = table.resolve(shape)
  if (form.kind !== 'object') return false
  return form.members.some((each) => !each.optional && formFieldOf(each, table)?.as === 'file')
}
