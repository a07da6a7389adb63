/**
 * Every name of the runtime that the compiler recognises or prints, and nothing else: compiler and runtime never import
 * each other. test/contract/vocabulary.test.ts holds this page against the runtime's exports.
 */

export const runtimePackage = '@critter/runtime'
export const generatedEntry = '@critter/runtime/generated'

/** The id of one of our own symbols, wherever it is imported from. */
export function runtimeId<N extends string>(name: N): `@critter/runtime#${N}` {
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

/** Effects of the runtime: queued on the session before the commit. */
export const sessionEffects = [
  'StoreDoc',
  'InsertDoc',
  'UpdateDoc',
  'DeleteDoc',
  'StartStream',
] as const

export const otherTypes = [
  'ProblemError',
  'Data',
  'Read',
  'SideEffect',
  'UploadedFile',
  'App',
  'CommonAppOptions',
  'Supplied',
  'CompiledQuery',
  'CompiledListQuery',
] as const

/** Functions of the public entry that generated code calls. */
export const publicFunctions = ['newId', 'problem'] as const

/** What generated code imports from `@critter/runtime/generated`. */
export const generatedNames = [
  'HttpHandler',
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
