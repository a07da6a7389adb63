export { defineConfig, type CritterConfig } from './config/define-config.js'
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
