import { formFieldOf } from '../codecs/form-field.js'
import { shapeOfUse } from '../codecs/shape-of-type.js'
import type { ShapeTable } from '../codecs/shape-table.js'
import type { Chain } from '../frames/chain.js'
import type { Frame, ReadBody } from '../frames/frame.js'
import type { ApplicationModel } from '../model/application-model.js'
import type { Shape } from '../model/shape.js'
import { typeKey } from '../model/type-ref.js'
import { describe, parameterText, tagTexts } from './documented.js'
import { mergeReplies } from './merge-replies.js'
import type { Operation, RequestBody } from './openapi-document.js'
import type { OpenApiPath } from './openapi-paths.js'
import { parametersOf } from './parameters.js'
import { withProduced } from './produced-replies.js'
import { mediaTypes, repliesOf } from './replies.js'
import type { Schemas } from './schemas.js'
import { tagsOf } from './tags.js'

export interface OperationContext {
  readonly chain: Chain
  readonly model: ApplicationModel
  readonly schemas: Schemas
  readonly operationId: string
}

/** A chain at one of its paths. */
export function operationOf(path: OpenApiPath, context: OperationContext): Operation {
  const { chain, schemas } = context
  const asked = { ...context, without: path.without }
  const replies = withProduced(repliesOf(asked), asked)
  const parameters = parametersOf(chain, path, schemas)
  const requestBody = requestBodyOf(chain, schemas)
  const responses = mergeReplies(replies, schemas)
  return {
    operationId:
      context.operationId + (path.without === undefined ? '' : `_without_${path.without}`),
    ...about(chain),
    tags: tagsOf(chain),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: chain.model.route.verb === 'HEAD' ? withoutContent(responses) : responses,
  }
}

/** The first paragraph is the summary, the rest the description. */
function about({ model }: Chain): Pick<Operation, 'summary' | 'description' | 'deprecated'> {
  const { documentation } = model.method
  if (documentation === undefined) return {}
  const [given] = tagTexts(documentation, 'summary')
  const { description = '', ...others } = describe(documentation)
  const [first = '', ...rest] = description.split(/\n\n+/)
  const summary = given ?? first.replace(/\s+/g, ' ')
  const text = given === undefined ? rest.join('\n\n') : description
  return {
    ...(summary === '' ? {} : { summary }),
    ...(text === '' ? {} : { description: text }),
    ...others,
  }
}

function requestBodyOf(chain: Chain, schemas: Schemas): RequestBody | undefined {
  const read = bodyIn(chain.frames)
  if (read === undefined) return undefined
  const { method } = chain.model
  const key = typeKey(read.body.use.type)
  const taker = method.parameters.find(({ use }) => use !== undefined && typeKey(use.type) === key)
  const description = method.documentation && parameterText(method.documentation, taker?.name ?? '')
  const shape = shapeOfUse(read.body.use, method.location)
  const schema = schemas.of(shape)
  // Text alone cannot carry a file.
  const types = mediaTypes[read.format].filter(
    (each) => each !== 'application/x-www-form-urlencoded' || !takesFiles(shape, schemas.table),
  )
  return {
    ...(description === undefined ? {} : { description }),
    required: true,
    content: Object.fromEntries(types.map((each) => [each, { schema }])),
  }
}

function takesFiles(shape: Shape, table: ShapeTable): boolean {
  const form = table.resolve(shape)
  return (
    form.kind === 'object' &&
    form.members.some((each) => formFieldOf(each, table)?.as === 'file' && !each.optional)
  )
}

function bodyIn(frames: readonly Frame[]): ReadBody | undefined {
  for (const each of frames) {
    if (each.kind === 'read-body') return each
    const inner = each.kind === 'region' ? bodyIn(each.frames) : undefined
    if (inner !== undefined) return inner
  }
  return undefined
}

function withoutContent(responses: Operation['responses']): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { content: _, ...rest }]) => [status, rest]),
  )
}
