import type { Code } from '../emit/code.js'
import { argumentList, assign } from '../emit/layout.js'
import type { Constraint } from '../model/shape.js'
import type { GeneratedName } from '../vocabulary.js'
import { callRuntime, type CodecContext } from './codec-context.js'
import { pascal } from './shape-table.js'

/** What a value of the right type must not be, and what is said then. */
export interface ConstraintCheck {
  readonly fails: Code
  readonly expected: string
}

/** Checks beyond the guard that `guardOf` chose. */
export function constraintChecks(
  constraints: readonly Constraint[],
  value: Code,
  part: string,
  context: CodecContext,
): readonly ConstraintCheck[] {
  const guarding = guardOf(constraints).constraint
  return constraints
    .filter((each) => each !== guarding)
    .map((each) => constraintCheck(each, value, part, context))
}

function constraintCheck(
  constraint: Constraint,
  value: Code,
  part: string,
  context: CodecContext,
): ConstraintCheck {
  switch (constraint.kind) {
    case 'minimum':
    case 'maximum': {
      const { kind, value: limit, digits } = constraint
      const operator = kind === 'minimum' ? '<' : '>'
      const words = kind === 'minimum' ? 'at least' : 'at most'
      return {
        fails: [value, ` ${operator} ${digits === undefined ? limit : `${digits}n`}`],
        expected: `${words} ${digits ?? limit}`,
      }
    }
    case 'minLength':
      return {
        fails:
          constraint.value === 1
            ? [value, " === ''"]
            : callRuntime('isShorter', [value, String(constraint.value)]),
        expected: `at least ${count(constraint.value, 'character')}`,
      }
    case 'maxLength':
      return {
        fails: callRuntime('isLonger', [value, String(constraint.value)]),
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
        fails: callRuntime('hasDuplicates', [value]),
        expected: 'no two equal items',
      }
    case 'pattern':
      return {
        fails: [
          '!',
          patternConstant(constraint.value, part, context),
          '.test',
          argumentList([value]),
        ],
        expected: `text that matches ${constraint.value}`,
      }
    case 'format': {
      const { guard, expected } = formats[constraint.value]
      return { fails: ['!', callRuntime(guard, [value])], expected }
    }
    case 'integer':
      return { fails: ['!', callRuntime('isInteger', [value])], expected: 'an integer' }
  }
}

/** The function that tells whether a value is of the type at all; a format says it, and more. */
export interface Guard {
  readonly guard: GeneratedName | ''
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

function patternConstant(pattern: string, part: string, context: CodecContext): string {
  const wish = `${constantName(part, context)}Pattern`
  return context.file.once(`pattern ${pattern}`, wish, (name) => {
    // `source` escapes what a literal cannot hold.
    const { source } = new RegExp(pattern, 'u')
    context.file.addConstant(assign(`const ${name}`, `/${source}/u`))
  })
}

/** What a constant for a part of the value is called after: the member, or the type where it has no name. */
export function constantName(part: string, { path }: CodecContext): string {
  const name = anonymousParts.test(part) ? path : pascal(part)
  return name === '' ? 'value' : name[0]!.toLowerCase() + name.slice(1)
}

const anonymousParts = /^(?:|Item\d*|Key|Value)$/

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
