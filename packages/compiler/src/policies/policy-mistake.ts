/** The tools of policies were given what they do not take: thrown in the policy, and reported with a way out of its own. */
export class PolicyMistake extends TypeError {
  readonly help: string

  constructor(message: string, help: string) {
    super(message)
    this.help = help
  }
}

export function typeExpected(given: unknown): PolicyMistake {
  return new PolicyMistake(
    `expected what type(…) returns, found ${inWords(given)}`,
    "Name the type by its file and export: type('./src/orders.ts#Order')",
  )
}

export function callExpected(given: unknown): PolicyMistake {
  return new PolicyMistake(
    `expected what method(…)(…) returns, found ${inWords(given)}`,
    "Make the call: method('./src/hub.ts#Hub', 'send')(value), with empty parentheses where it is given no value",
  )
}

export function valueExpected(method: string, given: unknown): PolicyMistake {
  return new PolicyMistake(
    `${method}(…) expected values of returnValuesOf(…), found ${inWords(given)}`,
    'Give it what chain.returnValuesOf(type(…)) lists; its other arguments are found like those of any handler',
  )
}

export function ownValueExpected(method: string, chain: string, other: string): PolicyMistake {
  return new PolicyMistake(
    `${method}(…) expected a value of ${chain}, found one of ${other}`,
    'Ask each chain for its own values: chain.returnValuesOf(type(…))',
  )
}

export function statusExpected(given: unknown): PolicyMistake {
  return new PolicyMistake(
    `produces(…) expected a status from 100 to 599, found ${inWords(given)}`,
    'Give the number that is answered: chain.produces(404)',
  )
}

export function hasReturned(policy: string): PolicyMistake {
  return new PolicyMistake(
    `${policy} has returned, and adds nothing more`,
    'Add it before the policy returns',
  )
}

function inWords(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number') return String(value)
  return typeof value === 'object' ? 'another object' : `a ${typeof value}`
}
