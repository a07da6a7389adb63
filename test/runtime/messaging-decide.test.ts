import { ConcurrencyError, DatabaseUnavailableError, DuplicateMessageError } from '@critter/runtime'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide, type Continuation } from '../../packages/runtime/src/messaging/decide.js'
import {
  onCause,
  onError,
  ruleOf,
  type ErrorRule,
} from '../../packages/runtime/src/messaging/error-rule.js'

class SmallError extends Error {}
class SmallerError extends SmallError {}

const never = (): number => 0
const all = (rules: readonly ErrorRule[], error: unknown, count: number): readonly Continuation[] =>
  Array.from({ length: count }, (_, index) => decide(rules.map(ruleOf), error, index + 1, never))

const away = new DatabaseUnavailableError('away', { host: 'h', port: 1, database: 'd' })
const dead = { kind: 'dead-letter' } as const

describe('which rule decides', () => {
  test('no rule: the dead letters, at the first failure', () => {
    expect(all([], new Error('no'), 1)).toEqual([dead])
  })

  test('the first that is for the error, whatever the later ones say', () => {
    const rules = [onError(SmallError).retry({ milliseconds: 1 }), onError(Error).discard()]

    expect(all(rules, new SmallError(), 3)).toEqual([{ kind: 'retry', afterMs: 1 }, dead, dead])
    expect(all(rules, new Error(), 1)).toEqual([{ kind: 'discard' }])
  })

  test('a rule for a class is for those that extend it, and not for those that it extends', () => {
    expect(all([onError(SmallError).discard()], new SmallerError(), 1)).toEqual([
      { kind: 'discard' },
    ])
    expect(all([onError(SmallerError).discard()], new SmallError(), 1)).toEqual([dead])
  })

  test('a condition that does not hold, or fails, leaves the error to the next rule', () => {
    const rules = [
      onError(Error, () => false).discard(),
      onError(Error, () => {
        throw new Error('in the condition')
      }).discard(),
      onError(Error).requeue(1),
    ]

    expect(all(rules, new Error(), 1)).toEqual([{ kind: 'requeue' }])
  })

  test('a cause is found at any depth, also where causes go in circles', () => {
    const rules = [onCause(SmallError).discard()]
    const deep = new Error('a', { cause: new Error('b', { cause: new SmallError('c') }) })
    const circle = new Error('a')
    circle.cause = new Error('b', { cause: circle })

    expect(all(rules, deep, 1)).toEqual([{ kind: 'discard' }])
    expect(all(rules, circle, 1)).toEqual([dead])
  })

  test('what is no error has no rule for it', () => {
    expect(all([onError(Error).discard()], 'a string', 1)).toEqual([dead])
    expect(all([onError(Error).discard()], undefined, 1)).toEqual([dead])
  })

  test('no rule is asked about a duplicate, and none about a database that is away', () => {
    const rules = [onError(Error).deadLetter()]

    expect(all(rules, new DuplicateMessageError('twice'), 1)).toEqual([{ kind: 'duplicate' }])
    expect(all(rules, away, 1)).toEqual([{ kind: 'keep' }])
  })
})

describe('what a rule does', () => {
  test('a retry per cooldown, then the dead letters', () => {
    const rule = onError(ConcurrencyError).retry({ milliseconds: 100 }, { seconds: 2 })

    expect(all([rule], new ConcurrencyError('version', 'x'), 4)).toEqual([
      { kind: 'retry', afterMs: 100 },
      { kind: 'retry', afterMs: 2000 },
      dead,
      dead,
    ])
  })

  test('a scheduled retry per delay, then the dead letters', () => {
    expect(all([onError(Error).scheduleRetry({ minutes: 1 })], new Error(), 2)).toEqual([
      { kind: 'schedule-retry', afterMs: 60_000 },
      dead,
    ])
  })

  test('as many requeues as it says, then the dead letters', () => {
    expect(all([onError(Error).requeue(2)], new Error(), 3)).toEqual([
      { kind: 'requeue' },
      { kind: 'requeue' },
      dead,
    ])
  })

  test('a pause whenever it is for the error: what the handler needs may be away for long', () => {
    const paused = { kind: 'pause', forMs: 5000 }

    expect(all([onError(Error).pauseListener({ seconds: 5 })], new Error(), 2)).toEqual([
      paused,
      paused,
    ])
  })

  test('what is said is done at once: discard, dead letter, a function of the user', () => {
    const ask = () => 'retry' as const

    expect(all([onError(Error).discard()], new Error(), 1)).toEqual([{ kind: 'discard' }])
    expect(all([onError(Error).deadLetter()], new Error(), 1)).toEqual([dead])
    expect(all([onError(Error).custom(ask)], new Error(), 1)).toEqual([
      { kind: 'custom', decide: ask },
    ])
  })
})

describe('of any rules, any attempt and any chance', () => {
  const cooldowns = fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 6 })
  const attempts = fc.integer({ min: 1, max: 20 })
  const chance = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
  const jitters = fc.constantFrom('none', 'full', 'exponential')
  const ruleWith = (times: readonly number[], jitter: 'none' | 'full' | 'exponential') => {
    const [first = 0, ...others] = times.map((milliseconds) => ({ milliseconds }))
    const rule = onError(Error).retry(
      typeof first === 'number' ? { milliseconds: first } : first,
      ...others,
    )
    return ruleOf(jitter === 'none' ? rule : rule.withJitter(jitter))
  }
  const mostOf = { none: () => 1, full: () => 2, exponential: (attempt: number) => 1 + 2 * attempt }

  test('a cooldown is never shorter than it says, and never longer than its jitter allows', () => {
    fc.assert(
      fc.property(cooldowns, jitters, attempts, chance, (times, jitter, attempt, random) => {
        const decision = decide([ruleWith(times, jitter)], new Error(), attempt, () => random)
        const time = times[attempt - 1]
        if (time === undefined) return decision.kind === 'dead-letter'
        return (
          decision.kind === 'retry' &&
          decision.afterMs >= time &&
          decision.afterMs <= time * mostOf[jitter](attempt)
        )
      }),
    )
  })

  test('a message is tried again as often as there are cooldowns, and not once more', () => {
    fc.assert(
      fc.property(cooldowns, jitters, (times, jitter) => {
        const rule = ruleWith(times, jitter)
        let attempt = 1
        while (decide([rule], new Error(), attempt, Math.random).kind === 'retry') attempt++
        return attempt === times.length + 1
      }),
    )
  })

  test('rules that are not for the error change nothing', () => {
    fc.assert(
      fc.property(cooldowns, attempts, fc.nat({ max: 5 }), (times, attempt, count) => {
        const others = Array.from({ length: count }, () => ruleOf(onError(SmallError).discard()))
        const rule = ruleWith(times, 'none')
        expect(decide([...others, rule], new Error(), attempt, never)).toEqual(
          decide([rule], new Error(), attempt, never),
        )
      }),
    )
  })
})
