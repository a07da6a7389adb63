import type { SourceLocation } from '../model/source-location.js'
import type { ChainPolicy } from './chain-policy.js'

/** A policy of the config, and what is known of its place. */
export interface RegisteredPolicy {
  /** Of its function. */
  readonly name: string
  readonly apply: ChainPolicy
  /** Of the config, relative to the root: what the policy names is relative to it. */
  readonly folder: string
  /** Where the error was made in the policy's own file, at the text if it stands there; without one, where it is registered. */
  locate(error: Error | undefined, text: string): SourceLocation
}
