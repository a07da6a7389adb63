import { describeType } from '../model/type-ref.js'
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
      help: 'Return messages, which are data with a name of its own, effects such as storeDoc(…), or nothing',
    })
  }
}

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
