import type { ChainPolicy } from '@critter/compiler'
import type { MessagingConfig } from './messaging-config.js'

/** What `critter.config.ts` may say. Every member has a default, and so does the file: without one, these are in force. */
export interface CritterConfig {
  /** Globs of the sources with endpoints and handlers, relative to the config. Default: `['src/**\/*.ts']`, without tests. */
  readonly include?: readonly string[]
  /**
   * The folder of the generated files, relative to the config and below it. Default: `src/generated/critter`.
   * Other files may lie in it; they are left alone.
   */
  readonly output?: string
  /** The tsconfig that the sources are read with, relative to the config. Default: `tsconfig.json`. */
  readonly tsconfig?: string
  /** What the OpenAPI document is called. Default: `name` and `version` of `package.json`. */
  readonly openapi?: { readonly title?: string; readonly version?: string }
  /** Run over every chain when the code is built; what they add is generated. The first is the outermost. */
  readonly policies?: readonly ChainPolicy[]
  /** Where messages go and come from. Default: to the handlers of this application, in memory. */
  readonly messaging?: MessagingConfig
  /**
   * Traces and metrics by OpenTelemetry: of requests, of messages and of what waits in the database. The application then needs the
   * package `@opentelemetry/api`. Default: `false`, and nothing of it is generated or loaded.
   */
  readonly telemetry?: boolean
}

/**
 * Gives `critter.config.ts` its types; returns its argument.
 *
 *     export default defineConfig({ output: 'src/generated/critter' })
 */
export function defineConfig(config: CritterConfig): CritterConfig {
  return config
}
