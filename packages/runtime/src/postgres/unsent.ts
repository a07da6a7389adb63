const unsent = new WeakSet<Error>()

/** Why there was no connection: nobody listens, or none became free. */
export function unsentBecause(error: Error): Error {
  unsent.add(error)
  return error
}

/** Whether anything of what failed with this has left for Postgres. What has not was not done, and needs no looking after. */
export function wasSent(error: unknown): boolean {
  return !(error instanceof Error && unsent.has(error))
}
