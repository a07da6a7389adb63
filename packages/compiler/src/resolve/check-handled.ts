import { describeType, type TypeUse } from '../model/type-ref.js'
import type { CallPlan } from './call-plan.js'
import { titleOf } from './method-roles.js'
import { isDoneWith } from './returns/meaning.js'
import type { Scope } from './scope.js'

/** What a message handler returns is done or sent; what is neither means nothing. */
export function checkHandled({ roled, values }: CallPlan, scope: Scope): void {
  const { method } = roled
  // The answer of a method that is an endpoint as well.
  const isAnswer = (index: number) => index === 0 && method.marks.routes.length > 0
  for (const { returned, index } of values) {
    if (isDoneWith(returned.category) || isAnswer(index)) continue
    scope.findings.report('unclaimed-return-value', method.returns.location, {
      message: `Nothing is done with the ${returned.use.text()} that ${titleOf(roled)} returns`,
      help: helpFor(returned.use),
    })
  }
}

function helpFor({ type }: TypeUse): string {
  if (type.kind === 'union' && type.members.some((each) => each.kind === 'tuple')) return unionHelp
  if (type.kind === 'object') {
    return 'Give the type a name, by which a message is known, and export it: export interface OrderPlaced { … }'
  }
  return 'Return messages, which are data with a name of its own, effects such as storeDoc(…), or nothing'
}

const unionHelp =
  'Return one tuple, with everything at a place of its own that may be empty: [OrderPlaced | null, StoreDoc<Order> | null]'

/** What comes after the commit has nothing to leave with. */
export function checkSentTooLate(around: readonly CallPlan[], scope: Scope): void {
  for (const { roled, values } of around) {
    if (roled.role !== 'after-commit') continue
    for (const { returned } of values) {
      if (returned.category !== 'messages' && returned.category !== 'saga') continue
      scope.findings.report('session-without-transaction', roled.method.returns.location, {
        message: `${titleOf(roled)} runs after the commit, so the ${describeType(returned.use.type)} it returns would be lost`,
        help: 'Return it from an after-method, which runs before the commit',
      })
    }
  }
}

/** Where everything has failed or is over, only what answers the error is looked at. */
export function checkLostAround(around: readonly CallPlan[], scope: Scope): void {
  for (const plan of around) {
    const { roled, values, meaning } = plan
    if (roled.role !== 'finally' && roled.role !== 'on-exception') continue
    for (const { returned } of values) {
      const isData = returned.category === 'data'
      reportLost(
        plan,
        returned.use.text(),
        isData ? 'unused-data' : 'unclaimed-return-value',
        scope,
      )
    }
    if (roled.role === 'on-exception' || meaning.stops.length === 0) continue
    reportLost(plan, roled.method.returns.use.text(), 'unclaimed-return-value', scope)
  }
}

function reportLost(
  { roled }: CallPlan,
  what: string,
  code: 'unused-data' | 'unclaimed-return-value',
  scope: Scope,
): void {
  const [why, help] =
    roled.role === 'finally'
      ? ['runs when all is over', 'Return nothing']
      : [
          'runs when nothing will be committed',
          'Return a problem or an HttpResult that answers the error, or nothing. What is to be kept although the rest has failed, write in a session of its own: take the DocumentStore',
        ]
  scope.findings.report(code, roled.method.returns.location, {
    message: `Nothing is done with the ${what} that ${titleOf(roled)} returns, which ${why}`,
    help,
  })
}
