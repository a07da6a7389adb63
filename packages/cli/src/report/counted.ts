/** `1 file`, `2 files` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `2 endpoints`, `2 endpoints, 1 handler`, `1 handler` */
export function countedChains(built: {
  readonly endpoints: number
  readonly handlers: number
}): string {
  const handlers = built.handlers === 0 ? [] : [counted(built.handlers, 'handler')]
  const isWithoutRoutes = built.endpoints === 0 && handlers.length > 0
  return [...(isWithoutRoutes ? [] : [counted(built.endpoints, 'endpoint')]), ...handlers].join(
    ', ',
  )
}
