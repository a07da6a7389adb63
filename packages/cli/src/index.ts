export { defineConfig, type CritterConfig } from './config/define-config.js'
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
