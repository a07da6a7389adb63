import { constantStatement, type Command, type Statement } from '../postgres/statement.js'
import { QueryNotCompiledError } from './errors.js'
import type { AnyQueryPlan, AnyQueryStatements, QueryStatement, QueryType } from './query-plan.js'

/** Finds the plan of a query by its class. */
export class QueryRegistry {
  readonly #plans: ReadonlyMap<QueryType, AnyQueryPlan>
  /** Each named when it is first needed. */
  readonly #statements = new Map<QueryStatement<never>, Statement>()

  constructor(plans: ReadonlyMap<QueryType, AnyQueryPlan> = new Map()) {
    this.#plans = plans
  }

  planOf(query: object): AnyQueryPlan {
    const plan = this.#plans.get(query.constructor)
    if (plan === undefined) throw new QueryNotCompiledError(query.constructor.name)
    return plan
  }

  commandOf(plan: AnyQueryStatements, query: object, tenant: string): Command {
    const asked = plan.variants?.find((each) => each.when(query)) ?? plan
    return {
      statement: this.#statement(asked, plan),
      values: [tenant, ...asked.bind(query)],
    }
  }

  #statement(asked: QueryStatement<never>, { prepared }: AnyQueryStatements): Statement {
    let statement = this.#statements.get(asked)
    if (statement === undefined) {
      statement = prepared === false ? { name: '', text: asked.sql } : constantStatement(asked.sql)
      this.#statements.set(asked, statement)
    }
    return statement
  }
}
