import { shapeOfUse } from '../codecs/shape-of-type.js'
import type { ProducedAnswer } from '../frames/chain.js'
import { isNamed } from '../model/type-ref.js'
import { runtimeId } from '../vocabulary.js'
import { isBodiless, mediaTypes, type Reply, type ReplyBody, type ReplyContext } from './replies.js'

/**
 * What `@Produces` and policies say has the last word: the body of a status is theirs, and where they name one, an answer
 * whose status nobody knows is no longer mentioned.
 */
export function withProduced(replies: readonly Reply[], context: ReplyContext): readonly Reply[] {
  const { produces } = context.chain
  if (produces.length === 0) return replies
  const said = produces.map((each) => produced(each, context))
  const kept = replies
    .filter(({ status }) => status !== 'default')
    .map((each) => {
      const isReplaced = said.some((own) => own.status === each.status && own.bodies !== undefined)
      if (!isReplaced) return each
      const { bodies: _, ...rest } = each
      return rest
    })
  return [...kept, ...said]
}

function produced({ status, body }: ProducedAnswer, context: ReplyContext): Reply {
  const bodies = bodyOf(status, body, context)
  return bodies === undefined ? { status } : { status, bodies: [bodies] }
}

function bodyOf(
  status: number,
  body: ProducedAnswer['body'],
  { schemas, chain }: ReplyContext,
): ReplyBody | undefined {
  const isProblem =
    body === undefined ? status >= 400 : isNamed(body.type, runtimeId('ProblemDetails'))
  if (isProblem) return { kind: 'problem', name: 'Problem' }
  if (body === undefined || isBodiless(status)) return undefined
  const schema = schemas.of(shapeOfUse(body, chain.model.method.location))
  return { kind: 'content', mediaType: mediaTypes.json[0], schema }
}
