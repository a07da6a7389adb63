import type { Code } from '../emit/code.js'
import type { Constraint } from '../model/shape.js'
import { runtime, type CodecContext } from './codec-context.js'

/** What a value of the right type must not be, and what is said then. */
export interface ConstraintCheck {
  readonly fails: Code
  readonly expected: string
}

/** Checks beyond the guard that `guardOf` chose. */
export function constraintChecks(
  constraints: readonly Constraint[],
  value: Code,
  context: CodecContext,
  raw: Code = value,
): readonly ConstraintCheck[] {
  const guarding = guardOf(constraints).constraint
  return constraints
    .filter((each) => each !== guarding)
    .map((each) => constraintCheck(each, value, context, raw))
}

function constraintCheck(
  constraint: Constraint,
  value: Code,
  context: CodecContext,
  raw: Code,
): ConstraintCheck {
  switch (constraint.kind) {
    case 'minimum':
      return { fails: [value, ` < ${constraint.value}`], expected: `at least ${constraint.value}` }
    case 'maximum':
      return { fails: [value, ` > ${constraint.value}`], expected: `at most ${constraint.value}` }
    case 'minLength':
      return {
        fails:
          constraint.value === 1
            ? [value, " === ''"]
            : [runtime('isShorter'), '(', value, `, ${constraint.value})`],
        expected: `at least ${count(constraint.value, 'character')}`,
      }
    case 'maxLength':
      return {
        fails: [runtime('isLonger'), '(', value, `, ${constraint.value})`],
        expected: `at most ${count(constraint.value, 'character')}`,
      }
    case 'minItems':
      return {
        fails: [value, `.length < ${constraint.value}`],
        expected: `at least ${count(constraint.value, 'item')}`,
      }
    case 'maxItems':
      return {
        fails: [value, `.length > ${constraint.value}`],
        expected: `at most ${count(constraint.value, 'item')}`,
      }
    case 'uniqueItems':
      return {
        fails: [runtime('hasDuplicates'), '(', raw, ')'],
        expected: 'no two equal items',
      }
    case 'pattern':
      return {
        fails: ['!', patternConstant(constraint.value, context), '.test(', value, ')'],
        expected: `text that matches ${constraint.value}`,
      }
    case 'format': {
      const { guard, expected } = formats[constraint.value]
      return { fails: ['!', runtime(guard), '(', value, ')'], expected }
    }
    case 'integer':
      return { fails: ['!', runtime('isInteger'), '(', value, ')'], expected: 'an integer' }
  }
}

/** The function that tells whether a value is of the type at all; a format says it, and more. */
export interface Guard {
  readonly guard: string
  readonly expected: string
  /** The constraint that it holds as well. */
  readonly constraint: Constraint | undefined
}

export function guardOf(constraints: readonly Constraint[]): Guard {
  const format = constraints.find((each) => each.kind === 'format')
  if (format !== undefined) return { ...formats[format.value], constraint: format }
  const integer = constraints.find((each) => each.kind === 'integer')
  if (integer !== undefined) {
    return { guard: 'isInteger', expected: 'an integer', constraint: integer }
  }
  return { guard: '', expected: '', constraint: undefined }
}

const formats = {
  uuid: { guard: 'isUuid', expected: 'a UUID' },
  email: { guard: 'isEmail', expected: 'an email address' },
  uri: { guard: 'isUri', expected: 'a URI' },
  date: { guard: 'isDay', expected: 'a date such as 2026-11-22' },
  'date-time': {
    guard: 'isDateTime',
    expected: 'a date and time such as 2026-11-22T10:00:00Z',
  },
} as const

export const expectedDate = formats['date-time'].expected

function patternConstant(pattern: string, context: CodecContext): string {
  const wish = `${context.path[0]!.toLowerCase()}${context.path.slice(1)}Pattern`
  return context.file.once(`pattern ${pattern}`, wish, (name) => {
    // `source` escapes what a literal cannot hold.
    const { source } = new RegExp(pattern, 'u')
    context.file.addConstant(`const ${name} = /${source}/u`)
  })
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
