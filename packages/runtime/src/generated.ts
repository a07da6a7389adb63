// All that generated code may import, beside the names of `index.ts` that users import as well.
export {
  hasDuplicates,
  isInteger,
  isNumber,
  isObject,
  own,
  pointerTo,
  refuse,
  refuseText,
  within,
  type Unchecked,
} from './codecs/decoding.js'
export {
  jsonBigInt,
  jsonBoolean,
  jsonBytes,
  jsonDate,
  jsonList,
  jsonMember,
  jsonNumber,
  jsonRecord,
  jsonText,
  jsonValue,
  mismatch,
  refuseNesting,
  storedText,
  storedValue,
} from './codecs/encoding.js'
export { formFields, isFile, type FormFields } from './codecs/form-fields.js'
export { isDateTime, isDay, isEmail, isUri, isUuid } from './codecs/formats.js'
export { decodeJson } from './codecs/json-value.js'
export {
  blank,
  restore,
  reviveBigInt,
  reviveBytes,
  reviveDate,
  reviveList,
  reviveMember,
  reviveRecord,
  storedList,
  storedObject,
  unreadable,
} from './codecs/reviving.js'
export { bigintFrom, bytesFrom, dateFrom } from './codecs/scalars.js'
export { decoderOf, decodeWith } from './codecs/standard-schema.js'
export { isLonger, isShorter, isText } from './codecs/text.js'
export { startLoad } from './core/start-load.js'
export { Cursor } from './documents/cursor.js'
export {
  documentRow,
  includedRow,
  optionalRow,
  readAny,
  readCursorPage,
  readFirst,
  readList,
  readNumber,
  readPage,
  readSingle,
  valueRow,
} from './documents/query-readers.js'
export {
  writeCursorPage,
  writeFirst,
  writeList,
  writePage,
  writeSingle,
} from './documents/query-writers.js'
export {
  asBigInt,
  asBigInts,
  asBoolean,
  asBooleans,
  asCount,
  asDate,
  asInt8,
  asInt8s,
  asJson,
  asNumber,
  asNumbers,
  asPageNumber,
  asTime,
  asPageSize,
  asText,
  asTexts,
  endOfPrefix,
} from './documents/query-values.js'
export { readAll, readOne } from './documents/read.js'
export { readJson } from './documents/read-json.js'
export { RequiredDataError } from './errors.js'
export { appendAll } from './events/append-all.js'
export { updated } from './events/fetched-stream.js'
export { envelopeOf } from './messaging/envelope-of.js'
export { nothing } from './processes/decider.js'
export { required, unknownMessage } from './processes/errors.js'
export { deadlineMessage, type PassedDeadline } from './processes/deadline-message.js'
export { missingProcess } from './processes/missing-process.js'
export { fetchProcess, saveUnlessStarted, startProcess } from './processes/process.js'
export { processAggregate } from './processes/process-aggregate.js'
export { processErrors } from './processes/process-errors.js'
export { listOf, outcomeOf } from './processes/outcome.js'
export { step } from './processes/step.js'
export { newSaga } from './sagas/new-saga.js'
export { numberSagaIdOf, sagaIdOf } from './sagas/saga-id.js'
export { saveSaga } from './sagas/save-saga.js'
export { startSaga } from './sagas/start-saga.js'
export { unknownSaga } from './sagas/unknown-saga.js'
export { buildApp } from './hosting/build-app.js'
export { hasErrors } from './http/validation-errors.js'
export { HttpHandler } from './http/http-handler.js'
export { toBigInt, toBoolean, toDate, toNumber, toText } from './http/parse.js'
export type { AggregateMapping, EventMapping, SnapshotMapping } from './events/event-mapping.js'
export type { AppDefinition } from './hosting/app-definition.js'
export type { AppHost, OpenStore } from './hosting/app-host.js'
export type { AppParts } from './hosting/app-parts.js'
export type { OpenApiDocument } from './hosting/openapi-document.js'
export type { Decode, Violation } from './http/violation.js'
export type { AnyQueryPlan, QueryPlan, QueryType } from './documents/query-plan.js'
export type { DocumentMapping } from './documents/document-mapping.js'
export type { EndpointRegistration } from './http/endpoint.js'
export type { HttpMethod } from './http/http-method.js'
export type { Parse } from './http/parse.js'
export type { RequestContext } from './http/request-context.js'
export { MessageHandler } from './messaging/message-handler.js'
export type {
  CascadeContext,
  HandlerContext,
  HandlerRegistration,
} from './messaging/message-handler.js'
export type { MessageMapping } from './messaging/message-mapping.js'
export type { MessagingDefinition } from './messaging/messaging-definition.js'
