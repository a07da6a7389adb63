export type {
  ChainDescription,
  CompileResult,
  DestinationDescription,
  GeneratedFile,
  MessageDescription,
  NamedPlace,
  OpenApiDocument,
  PlanLine,
  QueryDescription,
  StatementDescription,
} from './compile-result.js'
export { createCompiler, type Compiler } from './compile.js'
export type {
  EndpointRegistration,
  FileFacts,
  HandlerRegistration,
  IndexFacts,
  IndexMessage,
  IndexMessaging,
  IndexService,
  Registration,
  Signature,
} from './file-facts.js'
export { neededServices } from './needed-services.js'
export { printIndex, type MixedIndex } from './print-index.js'
export { catalog, type DiagnosticCode } from './diagnostics/catalog.js'
export { sortDiagnostics, type Diagnostic, type Severity } from './diagnostics/diagnostic.js'
export {
  renderDiagnostic,
  renderDiagnostics,
  renderSummary,
  type Renderable,
  type RenderOptions,
} from './diagnostics/render.js'
export { defaultOptions, type CompileOptions } from './options.js'
export { nearest } from './diagnostics/near-names.js'
export { matchesMessage } from './model/match-message.js'
export type { MessagingModel } from './model/messaging-model.js'
export type { SourceLocation } from './model/source-location.js'
export type {
  Call,
  Chain,
  ChainPolicy,
  Phase,
  PolicyTools,
  ReturnValue,
  SymbolRef,
  TypeRef,
} from './policies/chain-policy.js'
export type { RegisteredPolicy } from './policies/registered-policy.js'
