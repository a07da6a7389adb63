/** `['where', 'tenant = $1::text']`; of a join, both of its words. */
export type Clause = readonly [keyword: string, text: string]

/** One clause per line, the keywords ending in one column. */
export function layOut(clauses: readonly Clause[]): readonly string[] {
  return clauses.flatMap(([keyword, text]) => {
    const [first = '', ...others] = text.split('\n')
    const [word = '', ...words] = keyword.split(' ')
    const lead = [word.padStart(width), ...words, first].join(' ').trimEnd()
    return [lead, ...others]
  })
}

const width = 'select'.length

/** A statement within another one, in parentheses. */
export function nested(clauses: readonly Clause[]): string {
  const indentation = ' '.repeat(width + 3)
  const lines = layOut(clauses).map((each) => indentation + each)
  return ['(', ...lines, `${' '.repeat(width + 1)})`].join('\n')
}
