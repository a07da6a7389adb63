/** `error.type`: the class of an error. Its message would be another value each time. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return '_OTHER'
  return error.name === 'Error' ? error.constructor.name : error.name
}

/** Something an exception event can be made of. */
export function asException(error: unknown): Error | string {
  return error instanceof Error ? error : String(error)
}
