import type { ChainDescription } from '@critter/compiler'
import { nearNames } from './near-names.js'
import { UsageError } from './usage-error.js'

/** The chains a name means: `POST /orders`, `/orders`, the wire name of a message, the generated class, the handler class, `Class.method`, or `file#Class.method`. */
export function findChains(
  name: string,
  chains: readonly ChainDescription[],
): readonly ChainDescription[] {
  const wanted = normal(name)
  const found = chains.filter((chain) => namesOf(chain).some((each) => normal(each) === wanted))
  if (found.length > 0) return found

  const near = nearNames(name, [...new Set(chains.flatMap(namesOf))], 5)
  throw new UsageError(`there is no endpoint or handler "${name}"`, {
    help:
      near.length === 0
        ? 'Run critter describe for the list of all'
        : `Did you mean ${near.map((each) => `"${each}"`).join(' or ')}?`,
  })
}

/** In the order in which a suggestion is worth most. */
function namesOf({ name, path, generatedClass, handler }: ChainDescription): readonly string[] {
  const method = handler.slice(handler.indexOf('#') + 1)
  const className = method.slice(0, method.indexOf('.'))
  return [name, generatedClass, method, className, ...(path === undefined ? [] : [path]), handler]
}

// Shells and people differ in blanks and case: `post  /orders`.
function normal(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase()
}
