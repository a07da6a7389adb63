import type { DocumentMapping } from '../documents/document-mapping.js'
import type { AnyQueryPlan, QueryType } from '../documents/query-plan.js'
import type { AggregateMapping, EventMapping } from '../events/event-mapping.js'
import type { Instrumentation, WatchedApp } from '../execution/instrumentation.js'
import type { AnyMessageMapping } from '../messaging/message-mapping.js'
import type { MessagingDefinition } from '../messaging/messaging-definition.js'
import type { OpenApiDocument } from './openapi-document.js'

/** What the compiler knows about an application. Generated. */
export interface AppDefinition {
  /** The compiler's version. Its major and minor must be those of the runtime. */
  readonly compiler: string
  /** Its endpoints as an OpenAPI document. */
  readonly openapi?: () => Promise<OpenApiDocument>
  // `any`: a mapping takes and returns its own class, so no other type argument holds mappings of several.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly documents: readonly DocumentMapping<any>[]
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly events: readonly EventMapping<any>[]
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly aggregates: readonly AggregateMapping<any>[]
  /** By query class. */
  readonly queries?: ReadonlyMap<QueryType, AnyQueryPlan>
  readonly messages?: readonly AnyMessageMapping[]
  /** What `critter.config.ts` says of messaging. */
  readonly messaging?: MessagingDefinition
  /** Watches the application, where `critter.config.ts` switches that on. */
  readonly telemetry?: (app: WatchedApp) => Instrumentation
}
