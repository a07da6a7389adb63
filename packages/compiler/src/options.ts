import type { MessagingModel } from './model/messaging-model.js'

export interface CompileOptions {
  /** The project's root, absolute: where `critter.config.ts` or `package.json` lies. */
  readonly root: string
  /** Relative to the root. Default: `tsconfig.json`. */
  readonly tsconfig: string
  /** Globs of the sources with handlers, relative to the root. Default: `['src/**\/*.ts']`, without tests. */
  readonly include: readonly string[]
  /** Where generated files go, relative to the root. Default: `src/generated/critter`. */
  readonly output: string
  /** Title and version of the OpenAPI document. Default: `API`, `0.0.0`. */
  readonly openapi?: { readonly title: string; readonly version: string }
  /** What the config says of messaging, checked and with its defaults. */
  readonly messaging?: MessagingModel
  /** Whether the application is generated with traces and metrics. Default: no. */
  readonly telemetry?: boolean
}

export const defaultOptions = {
  tsconfig: 'tsconfig.json',
  include: ['src/**/*.ts'],
  output: 'src/generated/critter',
} as const satisfies Omit<CompileOptions, 'root'>
