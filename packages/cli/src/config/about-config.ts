import type { CompileResult, Diagnostic } from '@critter/compiler'
import type { Settings } from './config.js'
import { importedUserCode } from './imported-user-code.js'
import { unmatchedRoutes } from './unmatched-routes.js'

/** What is wrong with a config, now that the application is known. */
export async function aboutConfig(
  settings: Settings,
  result: CompileResult,
): Promise<readonly Diagnostic[]> {
  return [
    ...(await importedUserCode(settings, result.inputs)),
    ...(await unmatchedRoutes(settings, result)),
  ]
}
