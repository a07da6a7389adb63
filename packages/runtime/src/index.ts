export {
  After,
  AfterCommit,
  AggregateHandler,
  Batch,
  Before,
  Combined,
  ConsistentAggregate,
  Delete,
  Doc,
  EmptyResponse,
  Finally,
  Get,
  Handler,
  Head,
  Ignore,
  Message,
  NonTransactional,
  OnException,
  OnMissing,
  Options,
  Patch,
  Post,
  Process,
  Produces,
  Put,
  Snapshot,
  Use,
  type AnyMarker,
  type ClassMarker,
  type DocIndex,
  type MethodMarker,
} from './core/decorators.js'
export { copy } from './core/copy.js'
export { Data } from './core/data.js'
export { newId } from './core/new-id.js'
export {
  ConcurrencyError,
  DatabaseUnavailableError,
  InvalidCursorError,
  InvalidValueError,
  NotSingleError,
  RuntimeError,
  StreamExistsError,
  StreamMissingError,
  type ConcurrencyKind,
  type DatabaseAddress,
} from './errors.js'
export {
  DocumentChangedError,
  DocumentExistsError,
  DocumentMissingError,
  DocumentNotUniqueError,
  IncompleteDocumentError,
  UnknownDocumentError,
} from './documents/errors.js'
export {
  AmbiguousStreamError,
  StreamArchivedError,
  UnknownEventError,
  UnreadableEventError,
  VersionError,
} from './events/errors.js'
export { UnencodableError, UnreadableDataError } from './codecs/codec-errors.js'
export { AcceptResponse, accepted } from './http/accept-response.js'
export { UncommittedMessagesError } from './http/uncommitted-messages-error.js'
export { Continue, NoProblems, type HandlerContinuation } from './http/continuation.js'
export { created, CreationResponse } from './http/creation-response.js'
export { HttpResult, Results } from './http/http-result.js'
export { UploadedFile } from './http/uploaded-file.js'
export { problem, ProblemDetails, ProblemError, type ProblemInit } from './http/problem-details.js'
export { PerExecution, perExecution, type Scope, type Supplied } from './execution/services.js'
export {
  deleteDoc,
  DeleteDoc,
  insertDoc,
  InsertDoc,
  storeDoc,
  StoreDoc,
  updateDoc,
  UpdateDoc,
} from './documents/effects.js'
export { byId, byIds, Read } from './documents/read.js'
export { startStream, StartStream } from './events/start-stream.js'
export { UpdatedAggregate } from './events/updated-aggregate.js'
export type { App, CommonAppOptions } from './hosting/app.js'
export { pinoLogger, type PinoLike } from './hosting/pino-logger.js'
export type { Clock } from './core/clock.js'
export type { EventMetadata } from './core/event-metadata.js'
export type { Duration } from './core/duration.js'
export type { LocalDate } from './core/local-date.js'
export type { Logger } from './core/logger.js'
export type {
  Entity,
  FromBody,
  FromCookie,
  FromForm,
  FromHeader,
  FromQuery,
  FromRoute,
  FromServices,
  NewId,
  Now,
  ReadAggregate,
  TenantId,
  WriteAggregate,
} from './core/markers.js'
export type { SideEffect } from './core/side-effect.js'
export type { IdOf, Type } from './core/type.js'
export type { HttpContext } from './http/http-context.js'
export type { UploadLimits } from './http/parse-multipart.js'
export type { ValidationErrors } from './http/validation-errors.js'
export type { Comparison, Filter, QueryBuilder } from './documents/query-builder.js'
export type {
  Answer,
  CompiledListQuery,
  CompiledQuery,
  CursorPage,
  Included,
  Page,
  Queryable,
  SortKey,
} from './documents/queryable.js'
export type {
  DocumentSession,
  DocumentStore,
  QuerySession,
  SessionOptions,
} from './documents/sessions.js'
export type { AsyncEvents, EventOf, Events } from './events/event-of.js'
export type { EventStream } from './events/event-stream.js'
export type {
  EventReader,
  EventWriter,
  FetchForWritingOptions,
  FetchStreamOptions,
} from './events/event-writer.js'
export type { ExpectedVersion } from './events/expected-version.js'
export type { MaskOptions } from './events/mask-events.js'
export type { RecordedEvent } from './events/recorded-event.js'
export {
  delayed,
  Delivery,
  forTenant,
  respondToSender,
  scheduledAt,
  toEndpoint,
  toTopic,
  withHeaders,
  type DeliveryOptions,
  type EndpointName,
  type EndpointNames,
} from './messaging/delivery.js'
export type { Envelope } from './messaging/envelope.js'
export {
  ErrorRule,
  onCause,
  onError,
  type CustomDecision,
  type CustomOutcome,
  type ErrorMatch,
} from './messaging/error-rule.js'
export {
  BrokerRefusedError,
  BrokerUnavailableError,
  DuplicateMessageError,
  ExecutionEndedError,
  HandlerTimeoutError,
  InvalidAddressError,
  MissingTransportError,
  NoEnvelopeError,
  NoHandlerError,
  NoReplyAddressError,
  NoSubscriberError,
  StoppedError,
  UnknownEndpointError,
  UnknownMessageError,
} from './messaging/errors.js'
export type { MessageBus, MessageContext, Messages } from './messaging/message-bus.js'
export type { BufferingLimits, EndpointOverrides } from './messaging/messaging-definition.js'
export { outgoing, type MessageOf, type OutgoingMessages } from './messaging/outgoing-messages.js'
export { localQueues } from './messaging/local-queues.js'
export type { Transport } from './messaging/transport.js'
export type {
  DeadLetter,
  DeadLetterDetails,
  DeadLetterFilter,
  DeadLetterPage,
  DeadLetters,
  ListDeadLetters,
  WhichDeadLetters,
} from './durability/dead-letters.js'
export { deadline, Deadline, timedOut, TimedOut } from './processes/deadline.js'
export type { Decided, Decider, History } from './processes/decider.js'
export {
  MissingProcessError,
  ProcessNotStartedError,
  UnknownProcessMessageError,
} from './processes/errors.js'
export { ProcessManager } from './processes/process-manager.js'
export { MissingSagaIdError, UnknownSagaError } from './sagas/errors.js'
export { Saga } from './sagas/saga.js'
