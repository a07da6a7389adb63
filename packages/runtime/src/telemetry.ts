// What generated code imports where `critter.config.ts` says `telemetry: true`.
export { openTelemetry } from './telemetry/open-telemetry.js'
