import {
  generatedEntry,
  runtimePackage,
  telemetryEntry,
  type GeneratedName,
  type RuntimeName,
  type TelemetryName,
} from '../vocabulary.js'
import type { Code } from './code.js'
import { importType, importValue } from './imports.js'

/** A type of the public entry. */
export function runtimeType(name: RuntimeName): Code {
  return importType({ kind: 'module', specifier: runtimePackage, name })
}

export function runtimeValue(name: RuntimeName): Code {
  return importValue({ kind: 'module', specifier: runtimePackage, name })
}

/** What is there for generated code alone. */
export function generatedType(name: GeneratedName): Code {
  return importType({ kind: 'module', specifier: generatedEntry, name })
}

export function generatedValue(name: GeneratedName): Code {
  return importValue({ kind: 'module', specifier: generatedEntry, name })
}

/** What is loaded only where telemetry is switched on. */
export function telemetryValue(name: TelemetryName): Code {
  return importValue({ kind: 'module', specifier: telemetryEntry, name })
}
