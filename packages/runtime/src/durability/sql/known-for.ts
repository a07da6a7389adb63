/**
 * Until when a handled message is known. By the database's clock, as it is forgotten: a node whose clock is ahead would forget
 * what others have handled, and take a second delivery for the first.
 */
export function knownFor(milliseconds: string): string {
  return `clock_timestamp() + ${milliseconds}::int * interval '1 millisecond'`
}
