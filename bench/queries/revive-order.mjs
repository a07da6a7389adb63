/** What everybody without a compiler writes: the parsed JSON becomes an order when its date is one. */
export function reviveOrder(data) {
  data.placedAt = new Date(data.placedAt)
  return data
}
