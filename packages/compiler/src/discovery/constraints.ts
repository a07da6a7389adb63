import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import { nearest } from '../diagnostics/near-names.js'
import type { Constraint, Shape } from '../model/shape.js'
import type { CommentTag } from './comment-tags.js'
import { locateRange } from './locate.js'

/** Adds to a shape what the tags of its declaration say; what they cannot say of it is reported. */
export function constrain(
  shape: Shape,
  tags: readonly CommentTag[],
  context: ConstraintContext,
): Shape {
  return tags.reduce((constrained, tag) => applyTag(constrained, tag, context), shape)
}

export interface ConstraintContext {
  readonly root: string
  readonly report: (diagnostic: Diagnostic) => void
  /** What a named shape is, for constraints on a member of that type. */
  readonly resolve: (shape: Shape) => Shape
}

function applyTag(shape: Shape, tag: CommentTag, context: ConstraintContext): Shape {
  const name = tag.name
  if (name === 'json') return { kind: 'json' }
  if (!isConstraint(name)) {
    if (tag.position !== 'in-text' && !ordinaryTags.has(name)) reportUnknown(tag, context)
    return shape
  }
  const constraint = readConstraint(name, tag.text)
  if (constraint === undefined) {
    if (tag.position !== 'in-text')
      report(tag, `@${name} needs ${expectedText[name]}`, undefined, context)
    return shape
  }
  const applied = applyTo(shape, constraint, context)
  if (applied === undefined) {
    const kinds = fits[name].map((kind) => kindNames[kind]).join(' or ')
    report(tag, `@${name} does not fit the type: it is for ${kinds}`, undefined, context)
    return shape
  }
  return applied
}

// ─── reading one

type ConstraintName = Constraint['kind']

const fits = {
  minimum: ['number', 'bigint'],
  maximum: ['number', 'bigint'],
  minLength: ['string'],
  maxLength: ['string'],
  pattern: ['string'],
  format: ['string'],
  minItems: ['array'],
  maxItems: ['array'],
  uniqueItems: ['array'],
  integer: ['number'],
} as const satisfies Record<ConstraintName, readonly Shape['kind'][]>

/** Every tag that says something about values. */
export const constraintTags: readonly string[] = [...Object.keys(fits), 'json']

const kindNames = { number: 'numbers', bigint: 'bigints', string: 'strings', array: 'arrays' }

const expectedText: Readonly<Record<ConstraintName, string>> = {
  minimum: 'a number',
  maximum: 'a number',
  minLength: 'a whole number',
  maxLength: 'a whole number',
  minItems: 'a whole number',
  maxItems: 'a whole number',
  pattern: 'a regular expression',
  format: 'one of uuid, email, uri, date, date-time',
  integer: 'nothing behind it',
  uniqueItems: 'nothing behind it',
}

const formats = ['uuid', 'email', 'uri', 'date', 'date-time'] as const

function isConstraint(name: string): name is ConstraintName {
  return Object.hasOwn(fits, name)
}

function readConstraint(kind: ConstraintName, text: string): Constraint | undefined {
  // What follows the value is for people: `@minimum 1 a party has somebody in it`.
  const [word = ''] = text.split(/\s+/)
  switch (kind) {
    case 'minimum':
    case 'maximum': {
      const value = Number(word)
      if (word === '' || !Number.isFinite(value)) return undefined
      const isRounded = /^[-+]?\d+$/.test(word) && !Number.isSafeInteger(value)
      return isRounded
        ? { kind, value, digits: String(BigInt(word.replace('+', ''))) }
        : { kind, value }
    }
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
      return /^\d{1,9}$/.test(word) ? { kind, value: Number(word) } : undefined
    case 'pattern':
      return isPattern(text) ? { kind, value: text } : undefined
    case 'format': {
      const format = formats.find((each) => each === word.replace(/[.,;]$/, ''))
      return format && { kind, value: format }
    }
    case 'integer':
    case 'uniqueItems':
      return { kind }
  }
}

function isPattern(text: string): boolean {
  try {
    return text !== '' && new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}

// ─── adding it to a shape

function applyTo(
  shape: Shape,
  constraint: Constraint,
  context: ConstraintContext,
): Shape | undefined {
  const resolved = context.resolve(shape)
  const kinds: readonly Shape['kind'][] = fits[constraint.kind]
  if (resolved.kind === 'union') {
    const members = resolved.members.map((each) => applyTo(each, constraint, context))
    if (members.every((each) => each === undefined)) return undefined
    return { ...resolved, members: members.map((each, index) => each ?? resolved.members[index]!) }
  }
  if (!kinds.includes(resolved.kind) || !('constraints' in resolved)) return undefined
  const others = resolved.constraints.filter(
    ({ kind }) => kind !== constraint.kind || kind === 'pattern' || kind === 'format',
  )
  return { ...resolved, constraints: [...others, forKind(resolved.kind, constraint)] }
}

/** A number is compared with numbers, rounded as it is itself. */
function forKind(shape: Shape['kind'], constraint: Constraint): Constraint {
  if (shape === 'bigint') return constraint
  if (constraint.kind !== 'minimum' && constraint.kind !== 'maximum') return constraint
  return { kind: constraint.kind, value: constraint.value }
}

// ─── reporting

function reportUnknown(tag: CommentTag, context: ConstraintContext): void {
  const near = nearestTag(tag.name)
  // `@deprecated Ask @bob`: behind another tag it is meant for one only if it looks like it.
  if (near === undefined && tag.position === 'after-tag') return
  report(
    tag,
    `@${tag.name} is no constraint`,
    near === undefined ? undefined : `Did you mean @${near}?`,
    context,
  )
}

function report(
  tag: CommentTag,
  message: string,
  help: string | undefined,
  { root, report: add }: ConstraintContext,
): void {
  const location = locateRange(root, tag.source, tag.start, tag.end)
  add(
    diagnostic(
      'unknown-constraint',
      location,
      help === undefined ? { message } : { message, help },
    ),
  )
}

function nearestTag(name: string): string | undefined {
  const known = [...Object.keys(fits), 'json', ...renamed.keys()]
  const best = nearest(name, known, 2)
  return best && (renamed.get(best) ?? best)
}

/** What others call them. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['min', 'minimum'],
  ['max', 'maximum'],
  ['minlen', 'minLength'],
  ['maxlen', 'maxLength'],
  ['regex', 'pattern'],
  ['int', 'integer'],
  ['email', 'format email'],
  ['uuid', 'format uuid'],
  ['unique', 'uniqueItems'],
])

/** Tags of JSDoc, TSDoc and the tools around them, which say nothing about values. */
const ordinaryTags: ReadonlySet<string> = new Set(
  `
  abstract access alias alpha async author beta borrows category class classdesc constant constructor copyright
  decorator default defaultValue deprecated description document enum eventProperty event example exports expandType
  experimental extends external file fileoverview fires function generator global group groupDescription hidden
  hideconstructor ignore implements import includeExample inheritDoc inheritdoc inline inlineType inner instance interface
  internal kind label lends license link linkcode linkplain listens member memberof message method mixes mixin module
  name namespace override overload package packageDocumentation param preventInline private privateRemarks prop property
  protected public readonly remarks requires return returns satisfies sealed see since static subcategory summary
  template this throws title todo tutorial type typedef typeParam useDeclaredType variation version virtual yields
  `
    .trim()
    .split(/\s+/),
)
