import type { EndpointChain } from '../frames/chain.js'
import type { ApplicationModel } from '../model/application-model.js'
import { describe, tagTexts } from './documented.js'
import { mergeReplies } from './merge-replies.js'
import type { Operation } from './openapi-document.js'
import type { OpenApiPath } from './openapi-paths.js'
import { parametersOf } from './parameters.js'
import { withProduced } from './produced-replies.js'
import { repliesOf } from './replies.js'
import { requestBodyOf } from './request-body.js'
import type { Schemas } from './schemas.js'
import { tagsOf } from './tags.js'

export interface OperationContext {
  readonly chain: EndpointChain
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
function about({
  model,
}: EndpointChain): Pick<Operation, 'summary' | 'description' | 'deprecated'> {
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

function withoutContent(responses: Operation['responses']): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { content: _, ...rest }]) => [status, rest]),
  )
}
