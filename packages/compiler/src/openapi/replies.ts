// One idea, so one file: which answers each frame can give.
import { shapeOfType, shapeOfUse } from '../codecs/shape-of-type.js'
import { answersJson } from '../frames/answers-json.js'
import type { EndpointChain } from '../frames/chain.js'
import { passes } from '../frames/flow.js'
import type { Answer, Catch, Frame, GuardMissing, Stop } from '../frames/frame.js'
import { catchesIn, stepsIn } from '../frames/within.js'
import type { ApplicationModel } from '../model/application-model.js'
import type { TypeRef, TypeUse } from '../model/type-ref.js'
import { answers, runtimeId } from '../vocabulary.js'
import { answerStatuses, type AnswerStatus } from './answer-statuses.js'
import { caughtError, conflictsOf, type Conflict } from './conflicts.js'
import type { Header, Schema } from './openapi-document.js'
import type { ProblemSchema } from './problem-schemas.js'
import type { Schemas } from './schemas.js'

/** One way in which a chain can answer. */
export interface Reply {
  readonly status: AnswerStatus
  /** A sentence; `undefined`: the phrase of the status says it all. */
  readonly because?: string
  /** One of them; none: there is no body. */
  readonly bodies?: readonly ReplyBody[]
  readonly headers?: Readonly<Record<string, Header>>
}
export type ReplyBody =
  | { readonly kind: 'problem'; readonly name: ProblemSchema }
  | { readonly kind: 'content'; readonly mediaType: string; readonly schema: Schema }

export interface ReplyContext {
  readonly chain: EndpointChain
  readonly model: ApplicationModel
  readonly schemas: Schemas
  /** The optional route parameter that this path does without. */
  readonly without: string | undefined
}

/** Every answer that the generated code has a line for. */
export function repliesOf(context: ReplyContext): readonly Reply[] {
  const { chain, model } = context
  const catches = catchesIn(chain.frames)
  const caught = new Set<Frame>(catches.flatMap(({ call, stops }) => [call, ...stops]))
  const steps = stepsIn(chain.frames).filter(
    (each) => each.phase !== 'afterCommit' && !caught.has(each),
  )
  return [
    ...(answersJson(chain.frames) ? [notAcceptable] : []),
    ...steps.flatMap((each) => repliesOfStep(each, context)),
    ...catches.flatMap((each) => catchReplies(each, context)),
    ...chain.throws.map((status) => refusal(status)),
    ...conflictsOf(chain, model).map((each) => refusal(409, conflicts[each])),
  ]
}

const changed = 'Somebody else changed the data in the meantime.'
const conflicts = {
  StreamExistsError: 'It exists already.',
  DocumentExistsError: 'It exists already.',
  DocumentMissingError: 'It is not there any more.',
  DocumentChangedError: changed,
  DocumentNotUniqueError: 'Something else has the same values already.',
  ConcurrencyError: changed,
} satisfies Record<Conflict, string>
const conflictNames = Object.keys(conflicts) as readonly Conflict[]

function repliesOfStep(step: Frame, context: ReplyContext): readonly Reply[] {
  const needsTenant = passes(step).some(
    (each) => each.kind === 'built-in' && each.name === 'required-tenant',
  )
  const own = ownReplies(step, context)
  return needsTenant ? [refusal(400, 'The request has no tenant.'), ...own] : own
}

function ownReplies(frame: Frame, context: ReplyContext): readonly Reply[] {
  switch (frame.kind) {
    case 'read-value':
      return frame.from === 'route' && frame.name !== context.without
        ? [refusal(404, `There is no such \`${frame.name}\`.`)]
        : []
    case 'guard-violations':
      return [invalid]
    case 'read-body':
      return [
        invalid,
        refusal(413, 'The body is too long.'),
        refusal(415, `The body is not ${mediaTypes[frame.format].join(' or ')}.`),
      ]
    case 'read-files':
      return [
        invalid,
        refusal(413, 'The body is too long.'),
        refusal(415, `The body is not ${mediaTypes.form.join(' or ')}.`),
      ]
    case 'stop':
      return stopReplies(frame, context)
    case 'guard-missing':
      return missing(frame)
    case 'respond':
      return frame.answers.flatMap((each) => answerReplies(each, context))
    default:
      return []
  }
}

/** What went wrong is known where the error is one of a conflict. */
function catchReplies(each: Catch, context: ReplyContext): readonly Reply[] {
  const { stops } = each
  const name = caughtError(each)
  const because = conflictNames.find((each) => each === name)
  const replies = stops.flatMap((each) => stopReplies(each, context))
  return because === undefined
    ? replies
    : replies.map((each) => ({ because: conflicts[because], ...each }))
}

export const mediaTypes = {
  json: ['application/json'],
  form: ['application/x-www-form-urlencoded', 'multipart/form-data'],
} as const

function stopReplies({ by, declared }: Stop, context: ReplyContext): readonly Reply[] {
  switch (by) {
    case 'problem':
      return problems(declared, context)
    case 'http-result':
      return results(declared, context)
    case 'continuation':
      return [{ status: 204 }]
    case 'messages':
      return [invalid]
  }
}

function problems(type: TypeRef, { model }: ReplyContext): readonly Reply[] {
  return answerStatuses(type, 'ProblemDetails', model).map((status) => refusal(status))
}

/** An `HttpResult` writes itself: of its body, only the status tells. */
function results(type: TypeRef, { chain, model }: ReplyContext): readonly Reply[] {
  // A client that refuses JSON is told when a read would write it; after a write that would be a lie.
  const refused = isRead(chain) ? [notAcceptable] : []
  return answerStatuses(type, 'HttpResult', model).flatMap((status): readonly Reply[] => {
    if (status === 'default') return [{ status, bodies: [...problem, ...anything] }, ...refused]
    if (status >= 400) return [refusal(status)]
    if (redirections.has(status)) return [{ status, headers: { Location: location } }]
    return isBodiless(status) ? [{ status }] : [{ status, bodies: anything }, ...refused]
  })
}

function isRead({ model: { route } }: EndpointChain): boolean {
  return route.verb === 'GET' || route.verb === 'HEAD'
}

const redirections: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** As the runtime has it: answers of these never have a body, whatever is said. */
export function isBodiless(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}

function missing({ onMissing, what }: GuardMissing): readonly Reply[] {
  const said = onMissing.message ?? `${what} was not found`
  const because = /[.!?]$/.test(said) ? said : `${said}.`
  switch (onMissing.answer) {
    case 'problem-404':
      return [refusal(404, because)]
    case 'problem-400':
      return [refusal(400, because)]
    case 'no-content':
      return [{ status: 204, because }]
    // An error: what it answers is what every unexpected error does.
    case 'throw':
      return []
  }
}

function answerReplies(answer: Answer, context: ReplyContext): readonly Reply[] {
  const { schemas } = context
  const at = context.chain.model.method.location
  switch (answer.kind) {
    case 'empty':
      return [{ status: 204 }]
    case 'not-found':
      return [refusal(404, `${answer.what} was not found.`)]
    case 'text':
      return [{ status: 200, bodies: [text(answer.value.use, context)] }]
    case 'json':
      return [{ status: 200, bodies: [json(schemas.of(shapeOfType(answer.type, at)))] }]
    case 'http-result':
      return results(answer.value.use.type, context)
    case 'created':
    case 'accepted': {
      const status = answer.kind === 'created' ? 201 : 202
      const headers = { Location: location }
      if (answer.body === undefined) return [{ status, headers }]
      // Without a body where it is undefined; what is there is of the type.
      const shape = shapeOfUse({ ...answer.body, undefined: false }, at)
      return [{ status, headers, bodies: [json(schemas.of(shape))] }]
    }
  }
}

const location: Header = {
  description: 'Where it is found.',
  required: true,
  schema: { type: 'string', format: 'uri-reference' },
}

function text({ type }: TypeUse, { schemas, chain }: ReplyContext): ReplyBody {
  const members = type.kind === 'union' ? type.members : [type]
  const texts = members.filter((each) => !(each.kind === 'named' && notTexts.has(each.id)))
  const whole: TypeRef = texts.length === 1 ? texts[0]! : { kind: 'union', members: texts }
  const schema = schemas.of(shapeOfType(whole, chain.model.method.location))
  return { kind: 'content', mediaType: 'text/plain', schema }
}

// Those of the union that are answers of their own.
const notTexts: ReadonlySet<string> = new Set(answers.map(runtimeId))

function json(schema: Schema): ReplyBody {
  return { kind: 'content', mediaType: mediaTypes.json[0], schema }
}

const anything = [json({})]
const problem = [{ kind: 'problem', name: 'Problem' }] as const
const invalid: Reply = {
  status: 400,
  because: 'The request is not valid.',
  bodies: [{ kind: 'problem', name: 'InvalidRequest' }],
}

const notAcceptable = refusal(406, 'The answer is JSON, which the request does not accept.')

function refusal(status: AnswerStatus, because?: string): Reply {
  return { status, ...(because === undefined ? {} : { because }), bodies: problem }
}
