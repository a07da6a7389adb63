/** Nothing to say: go on. The same as `undefined`, for those who like a word. */
export const Continue: undefined = undefined
/** The same as `undefined`. */
export const NoProblems: undefined = undefined
/** Whether the rest runs. `'stop'` ends the request with 204. */
export type HandlerContinuation = 'continue' | 'stop'
