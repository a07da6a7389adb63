/**
 * Implement it, and return it from an endpoint: `execute` is called before the commit, its parameters are supplied like
 * a handler's. Matched by `implements`, not by shape.
 */
export interface SideEffect {
  execute(...args: never): void | Promise<void>
}
