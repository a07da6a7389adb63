import type { Content, Header, Response, Schema } from './openapi-document.js'
import { reasonPhrase } from './reason-phrases.js'
import type { Reply, ReplyBody } from './replies.js'
import type { Schemas } from './schemas.js'

/** What OpenAPI knows of answers: one entry for each status, whatever leads to it. By status, `default` last. */
export function mergeReplies(
  replies: readonly Reply[],
  schemas: Schemas,
): Readonly<Record<string, Response>> {
  const byStatus = new Map<Reply['status'], Reply[]>()
  for (const each of replies) {
    const known = byStatus.get(each.status)
    if (known === undefined) byStatus.set(each.status, [each])
    else known.push(each)
  }
  const sorted = [...byStatus].sort(([a], [b]) => rank(a) - rank(b))
  return Object.fromEntries(
    sorted.map(([status, same]) => [String(status), merge(status, same, schemas)]),
  )
}

function rank(status: Reply['status']): number {
  return status === 'default' ? Infinity : status
}

function merge(status: Reply['status'], replies: readonly Reply[], schemas: Schemas): Response {
  const said = unique(replies.flatMap(({ because }) => because ?? []))
  const phrase = status === 'default' ? 'Another answer.' : reasonPhrase(status)
  const headers = commonHeaders(replies)
  const content = contentOf(
    replies.flatMap(({ bodies = [] }) => bodies),
    schemas,
  )
  return {
    description: said.length === 0 ? phrase : said.join(' '),
    ...(headers === undefined ? {} : { headers }),
    ...(content === undefined ? {} : { content }),
  }
}

/** A header that not every answer of the status has is not required. */
function commonHeaders(replies: readonly Reply[]): Readonly<Record<string, Header>> | undefined {
  const found = new Map<string, Header>()
  for (const { headers = {} } of replies) {
    for (const [name, header] of Object.entries(headers)) found.set(name, header)
  }
  if (found.size === 0) return undefined
  return Object.fromEntries(
    [...found].map(([name, header]) => [
      name,
      { ...header, required: replies.every(({ headers }) => headers?.[name] !== undefined) },
    ]),
  )
}

function contentOf(bodies: readonly ReplyBody[], schemas: Schemas): Content | undefined {
  const byType = new Map<string, Schema[]>()
  const add = (type: string, schema: Schema) =>
    byType.set(type, [...(byType.get(type) ?? []), schema])
  const problems = bodies.flatMap((each) => (each.kind === 'problem' ? each.name : []))
  // One that lists violations is a problem as well.
  const [problem] = [...problems].sort()
  if (problem !== undefined) add('application/problem+json', schemas.problem(problem))
  for (const each of bodies) if (each.kind === 'content') add(each.mediaType, each.schema)
  if (byType.size === 0) return undefined
  return Object.fromEntries([...byType].map(([type, all]) => [type, { schema: mergeSchemas(all) }]))
}

function mergeSchemas(schemas: readonly Schema[]): Schema {
  if (schemas.length === 1) return schemas[0]!
  const distinct = [...new Map(schemas.map((each) => [JSON.stringify(each), each])).values()]
  // Whatever it is may be anything.
  const [first, ...others] = distinct.some((each) => Object.keys(each).length === 0)
    ? [{}]
    : distinct
  return others.length === 0 ? first! : { anyOf: distinct }
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
