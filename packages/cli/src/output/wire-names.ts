/** What the manifest is to say of wire names: messages on their way and stored events carry them. */
export interface WireNames {
  readonly listed: readonly string[]
  /** Nothing has them any more, and nobody has said that this is intended. */
  readonly removed: readonly string[]
}

interface Names {
  readonly now: readonly string[]
  /** Of the committed manifest. */
  readonly last: readonly string[]
  /** `in-doubt`: with errors nobody knows whether a name is gone, or there to stay. */
  readonly removals: 'accepted' | 'reported' | 'in-doubt'
}

export function compareNames({ now, last, removals }: Names): WireNames {
  // A name that the next build corrects has been nobody's.
  if (removals === 'in-doubt') return { listed: last, removed: [] }
  const gone = last.filter((each) => !now.includes(each))
  if (removals === 'accepted' || gone.length === 0) return { listed: now, removed: [] }
  return { listed: [...new Set([...now, ...last])].sort(), removed: gone }
}
