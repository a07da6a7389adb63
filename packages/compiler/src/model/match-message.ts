/** Whether a route of the config takes a message: `order-*` takes `order-placed`. */
export function matchesMessage(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name
}
