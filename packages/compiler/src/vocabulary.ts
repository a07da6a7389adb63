/**
 * Every name of the runtime that the compiler recognises or prints, and nothing else: compiler and runtime never import
 * each other. What is not listed is no `RuntimeName` and does not compile; test/contract/vocabulary.test.ts holds this page
 * against the runtime's exports.
 */

export const runtimePackage = '@critter/runtime'
export const generatedEntry = '@critter/runtime/generated'
export const telemetryEntry = '@critter/runtime/telemetry'

/** The id of one of our own symbols, wherever it is imported from. */
export function runtimeId<N extends RuntimeName>(name: N): `@critter/runtime#${N}` {
  return `${runtimePackage}#${name}`
}

/** Type aliases that say where a parameter comes from. */
export const markers = [
  'FromRoute',
  'FromQuery',
  'FromHeader',
  'FromCookie',
  'FromForm',
  'FromBody',
  'FromServices',
  'Entity',
  'WriteAggregate',
  'ReadAggregate',
  'Now',
  'NewId',
  'TenantId',
] as const

export const routeDecorators = {
  Get: 'GET',
  Post: 'POST',
  Put: 'PUT',
  Patch: 'PATCH',
  Delete: 'DELETE',
  Head: 'HEAD',
  Options: 'OPTIONS',
} as const

export const otherDecorators = [
  'Before',
  'After',
  'AfterCommit',
  'Finally',
  'OnException',
  'OnMissing',
  'Produces',
  'EmptyResponse',
  'Ignore',
  'NonTransactional',
  'Use',
  'Doc',
  'Message',
  'Handler',
  'Combined',
  'Batch',
  'Process',
  'AggregateHandler',
  'ConsistentAggregate',
  'Snapshot',
] as const

/** What decorators are, by type. */
export const decoratorTypes = ['ClassMarker', 'MethodMarker'] as const

/** What a parameter's type can ask for without anybody supplying it. */
export const builtIns = [
  'QuerySession',
  'DocumentSession',
  'DocumentStore',
  'HttpContext',
  'Logger',
  'Clock',
] as const

/** Classes that stop a chain or answer it. */
export const answers = [
  'ProblemDetails',
  'HttpResult',
  'CreationResponse',
  'AcceptResponse',
] as const

/** Types of which a method's result says that the chain ends, or goes on. */
export const stops = ['HandlerContinuation', 'ValidationErrors'] as const

/** Effects of the runtime: queued on the session before the commit. */
export const sessionEffects = [
  'StoreDoc',
  'InsertDoc',
  'UpdateDoc',
  'DeleteDoc',
  'StartStream',
] as const

/** Declare the methods that go to the database. */
export const sessionTypes = [
  'QuerySession',
  'DocumentSession',
  'EventReader',
  'EventWriter',
] as const

/** What handlers of aggregates take and return. */
export const aggregateTypes = ['EventStream', 'Events', 'AsyncEvents', 'UpdatedAggregate'] as const

/** Data, though it is declared by the runtime. */
export const dataTypes = ['LocalDate', 'Duration', 'Page', 'CursorPage', 'Included'] as const

/** What is sent, and how. */
export const deliveries = ['Delivery', 'OutgoingMessages'] as const

/** What handlers of messages can ask for. */
export const messageTypes = ['MessageBus', 'MessageContext', 'Envelope'] as const

export const queryTypes = ['CompiledQuery', 'CompiledListQuery'] as const

/** Why a commit can fail; `ConcurrencyError` is the name of all. */
export const commitErrors = [
  'StreamExistsError',
  'DocumentExistsError',
  'DocumentMissingError',
  'DocumentChangedError',
  'DocumentNotUniqueError',
  'ConcurrencyError',
] as const

export const otherTypes = [
  'Queryable',
  'RuntimeError',
  'ProblemError',
  'Results',
  'Data',
  'Read',
  'SideEffect',
  'Saga',
  'ProcessManager',
  'Deadline',
  'TimedOut',
  'Decider',
  'Decided',
  'History',
  'Events',
  'AsyncEvents',
  'ErrorRule',
  'UploadedFile',
  'QueryBuilder',
  'App',
  'CommonAppOptions',
  'Supplied',
  'Transport',
] as const

/** Functions whose first argument is the class of a document. */
export const documentFunctions = [
  'byId',
  'byIds',
  'storeDoc',
  'insertDoc',
  'updateDoc',
  'deleteDoc',
] as const

export const otherFunctions = [
  'startStream',
  'problem',
  'created',
  'accepted',
  'copy',
  'newId',
  'timedOut',
] as const

const listed = [
  ...markers,
  ...(Object.keys(routeDecorators) as (keyof typeof routeDecorators)[]),
  ...otherDecorators,
  ...decoratorTypes,
  ...builtIns,
  ...answers,
  ...stops,
  ...sessionEffects,
  ...sessionTypes,
  ...aggregateTypes,
  ...dataTypes,
  ...deliveries,
  ...messageTypes,
  ...queryTypes,
  ...commitErrors,
  ...otherTypes,
  ...documentFunctions,
  ...otherFunctions,
] as const

/** What the public entry exports, as far as the compiler knows it. */
export type RuntimeName = (typeof listed)[number]

export const runtimeNames: ReadonlySet<RuntimeName> = new Set(listed)

export function isOneOf<N extends RuntimeName>(
  name: RuntimeName | undefined,
  names: readonly N[],
): name is N {
  return (names as readonly (RuntimeName | undefined)[]).includes(name)
}

/** What generated code imports from `@critter/runtime/generated`. */
export const generatedNames = [
  'HttpHandler',
  'MessageHandler',
  'HandlerContext',
  'envelopeOf',
  'startSaga',
  'newSaga',
  'saveSaga',
  'sagaIdOf',
  'numberSagaIdOf',
  'unknownSaga',
  'appendAll',
  'updated',
  'nothing',
  'required',
  'step',
  'outcomeOf',
  'listOf',
  'fetchProcess',
  'startProcess',
  'missingProcess',
  'saveUnlessStarted',
  'processErrors',
  'PassedDeadline',
  'deadlineMessage',
  'processAggregate',
  'unknownMessage',
  'OpenStore',
  'RequestContext',
  'Decode',
  'Parse',
  'Violation',
  'toText',
  'toNumber',
  'toBoolean',
  'toBigInt',
  'toDate',
  'hasErrors',
  'RequiredDataError',
  'readOne',
  'readAll',
  'readJson',
  'startLoad',
  'DocumentMapping',
  'EventMapping',
  'AggregateMapping',
  'AppDefinition',
  'OpenApiDocument',
  'EndpointRegistration',
  // What compiled queries are made of.
  'QueryPlan',
  'AnyQueryPlan',
  'QueryType',
  'readList',
  'readFirst',
  'readSingle',
  'readAny',
  'readNumber',
  'readPage',
  'readCursorPage',
  'writeList',
  'writeFirst',
  'writeSingle',
  'writePage',
  'writeCursorPage',
  'documentRow',
  'includedRow',
  'Cursor',
  'valueRow',
  'optionalRow',
  'asText',
  'asNumber',
  'asBoolean',
  'asDate',
  'asBigInt',
  'asInt8',
  'asJson',
  'asCount',
  'asPageNumber',
  'asTime',
  'asPageSize',
  'asTexts',
  'asNumbers',
  'asBooleans',
  'asBigInts',
  'asInt8s',
  'endOfPrefix',
  'AppHost',
  'buildApp',
  // What codecs are made of.
  'hasDuplicates',
  'isInteger',
  'isNumber',
  'isObject',
  'own',
  'pointerTo',
  'refuse',
  'refuseText',
  'within',
  'Unchecked',
  'jsonBigInt',
  'jsonBoolean',
  'jsonBytes',
  'jsonDate',
  'jsonList',
  'jsonMember',
  'jsonNumber',
  'jsonRecord',
  'jsonText',
  'jsonValue',
  'mismatch',
  'refuseNesting',
  'storedText',
  'storedValue',
  'isDateTime',
  'isDay',
  'isEmail',
  'isUri',
  'isUuid',
  'decodeJson',
  'decodeWith',
  'formFields',
  'FormFields',
  'isFile',
  'decoderOf',
  'blank',
  'restore',
  'reviveBigInt',
  'reviveBytes',
  'reviveDate',
  'reviveList',
  'reviveMember',
  'reviveRecord',
  'storedList',
  'storedObject',
  'unreadable',
  'bigintFrom',
  'bytesFrom',
  'dateFrom',
  'isLonger',
  'isShorter',
  'isText',
] as const

export type GeneratedName = (typeof generatedNames)[number]

/** What generated code imports from `@critter/runtime/telemetry`. */
export const telemetryNames = ['openTelemetry'] as const

export type TelemetryName = (typeof telemetryNames)[number]
