import { uses } from '../frames/flow.js'
import type { Frame } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import { titleOf } from './method-roles.js'
import { ofRole, type PlannedMethods } from './plan-methods.js'
import { takesItself } from './replacements.js'
import type { Scope } from './scope.js'

/** Values that are told about in the chain where they are made, because another chain may take them. */
export function checkUnused(
  { decide, around }: PlannedMethods,
  frames: readonly Frame[],
  scope: Scope,
): void {
  const used = new Set(frames.flatMap(uses))
  if (decide.roled.method.marks.emptyResponse) checkNoBody(decide, used, scope)
  for (const plan of ofRole(around, 'before')) {
    if (plan.roled.level < scope.ownLevel) checkReplacement(plan, used, scope)
  }
}

type Plan = PlannedMethods['decide']

function checkNoBody({ roled, values }: Plan, used: ReadonlySet<Variable>, scope: Scope): void {
  for (const { variable, returned } of values) {
    if (returned.category !== 'data' || used.has(variable)) continue
    scope.findings.report('unused-data', roled.method.returns.location, {
      message: `Nobody takes the \`${variable.use.text()}\` that ${titleOf(roled)} returns, and @EmptyResponse() says that it is no body`,
      help: 'Let an after-method take it, or do not return it',
    })
  }
}

/** A middleware that takes a base type of the body and returns it replaces nothing. */
function checkReplacement(
  { roled, values }: Plan,
  used: ReadonlySet<Variable>,
  scope: Scope,
): void {
  const body = scope.body?.variable.use.text()
  if (body === undefined) return
  for (const { variable } of values) {
    if (used.has(variable) || !takesItself(roled, variable.use.type)) continue
    const what = variable.use.text()
    scope.findings.report('unused-data', roled.method.location, {
      message: `Nobody takes the \`${what}\` that ${titleOf(roled)} returns: the body is a \`${body}\`, which a \`${what}\` cannot replace`,
      help: `Take and return a \`${body}\`, or return nothing`,
    })
  }
}
