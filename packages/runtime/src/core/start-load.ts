/**
 * For generated code: a promise of the call even where it throws at once. Beside loads that have begun already, that error
 * would leave them behind, and the first of them to fail would end the process.
 */
export async function startLoad<T>(call: () => Promise<T>): Promise<T> {
  return call()
}
