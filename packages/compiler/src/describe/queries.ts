import type { QueryDescription } from '../compile-result.js'
import type { Chain } from '../frames/chain.js'
import type { Call } from '../frames/frame.js'
import { stepsIn } from '../frames/within.js'
import type { TypeId } from '../model/type-ref.js'
import type { Parameter } from '../queries/parameters.js'
import type { QueryPlan, QueryStatement } from '../queries/query-plan.js'

export type FindPlan = (query: TypeId) => QueryPlan | undefined

/** The plans of the compiled queries that a chain asks, in the order in which it asks them. */
export function plansOf(chain: Chain, find: FindPlan): readonly QueryPlan[] {
  const asked = calls(chain).flatMap((each) => each.asks ?? [])
  return [...new Set(asked)].flatMap((each) => find(each) ?? [])
}

/** Their SQL, for `critter describe`. */
export function describeQueries(chain: Chain, find: FindPlan): readonly QueryDescription[] {
  const written = new Set(
    calls(chain)
      .flatMap(({ read }) => (read?.json === undefined ? [] : read.queries))
      .map((each) => each.id),
  )
  return plansOf(chain, find).map(({ query, json, statements }) => {
    const writesJson = written.has(query.id) && json?.by === 'postgres'
    return {
      name: query.name,
      writesJson,
      statements: (writesJson ? json.statements : statements).map(describeStatement),
    }
  })
}

function describeStatement({ lines, parameters, when }: QueryStatement) {
  return {
    when,
    sql: lines.join('\n'),
    parameters: ['the tenant', ...parameters.map(describeParameter)],
  }
}

function describeParameter(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'value':
      return parameter.value
    case 'end-of-prefix':
      return `endOfPrefix(${parameter.prefix})`
    case 'cursor-key':
      return `cursor.key(${parameter.cursor}, ${parameter.index})`
  }
}

function calls({ frames }: Chain): readonly Call[] {
  return stepsIn(frames).filter((each) => each.kind === 'call')
}
