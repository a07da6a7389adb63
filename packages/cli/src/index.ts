export { defineConfig, type CritterConfig } from './config/define-config.js'
export type {
  Binding,
  Bound,
  BufferingLimits,
  CircuitBreakerOptions,
  Listening,
  MessageRoute,
  MessagingConfig,
  MessagingEndpoint,
  Processing,
} from './config/messaging-config.js'
export {
  localQueue,
  natsStream,
  natsSubject,
  postgresQueue,
  rabbitmqExchange,
  rabbitmqQueue,
  redisStream,
} from './config/messaging-endpoints.js'
export { useMiddleware, type MiddlewareFilter } from './config/use-middleware.js'
export type {
  Call,
  Chain,
  ChainPolicy,
  Phase,
  PolicyTools,
  ReturnValue,
  SymbolRef,
  TypeRef,
} from '@critter/compiler'
