import type { App, CommonAppOptions } from './app.js'
import type { AppDefinition } from './app-definition.js'
import type { AppHost } from './app-host.js'
import type { AppParts } from './app-parts.js'
import { CritterApp } from './critter-app.js'
import { CompilerVersionError } from './errors.js'
import { version } from './version.js'

/**
 * Makes the application of generated endpoints and message handlers. Nothing is connected to before it is started.
 *
 * @throws {CompilerVersionError} `ERR_COMPILER_VERSION` when compiler and runtime do not belong together.
 */
export function buildApp(
  definition: AppDefinition,
  options: CommonAppOptions,
  parts: (host: AppHost) => AppParts,
): App {
  if (minorOf(definition.compiler) !== minorOf(version)) {
    throw new CompilerVersionError(definition.compiler)
  }
  return new CritterApp(definition, options, parts)
}

/** `0.1` of `0.1.7-beta.2`. */
function minorOf(each: string): string {
  return each.split('.', 2).join('.')
}
