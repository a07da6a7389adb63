import type { DocumentRoot } from './roots.js'

/** A piece of SQL, and what must be known to put it into a larger one. */
export interface Sql {
  readonly text: string
  /** How tightly its outermost operator binds. */
  readonly level: Level
  /** It can be SQL's null; a condition that is null does not hold. */
  readonly mayBeNull: boolean
  /** It is the id of this document, and nothing else. */
  readonly idOf?: DocumentRoot
  /** Of what is joined by `and`: the parts, which may stand on lines of their own. */
  readonly all?: readonly string[]
}

/** The precedence of Postgres, loosest first. */
export const level = {
  or: 1,
  and: 2,
  not: 3,
  is: 4,
  comparison: 5,
  containment: 6,
  other: 7,
  sum: 8,
  product: 9,
  collate: 10,
  cast: 11,
  atom: 12,
} as const
export type Level = (typeof level)[keyof typeof level]

export function sql(text: string, how: Partial<Pick<Sql, 'level' | 'mayBeNull'>> = {}): Sql {
  return { text, level: how.level ?? level.atom, mayBeNull: how.mayBeNull ?? false }
}

/** In parentheses where the operator around it binds tighter. */
export function within(part: Sql, least: Level): string {
  return part.level >= least ? part.text : `(${part.text})`
}

/**
 * A text in SQL. Backslashes mean nothing: `standard_conforming_strings` is on since Postgres 9.1. Line breaks are escaped, as
 * a statement is laid out line by line, and a template of TypeScript makes one kind of them all.
 */
export function quoteLiteral(text: string): string {
  const quoted = text.replaceAll("'", "''")
  if (!/[\n\r]/.test(text)) return `'${quoted}'`
  const escaped = quoted
    .replaceAll('\\', '\\\\')
    .replace(/[\n\r]/g, (each) => (each === '\n' ? '\\000A' : '\\000D'))
  return `U&'${escaped}'`
}

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Conditions that must all hold. */
export function allOf(parts: readonly Sql[]): Sql {
  const all = parts.flatMap((each) => each.all ?? [within(each, level.and)])
  return {
    ...sql(all.join(' and '), {
      level: level.and,
      mayBeNull: parts.some((each) => each.mayBeNull),
    }),
    all,
  }
}
