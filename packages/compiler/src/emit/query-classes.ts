import type { ApplicationModel } from '../model/application-model.js'
import type { ImportRef, NamedType } from '../model/type-ref.js'
import type { Code } from './code.js'
import { importType, importValue } from './imports.js'

// Query classes and classes of documents, as generated code imports them.

export function classOf(type: NamedType, model: ApplicationModel): Code {
  return importValue(importOf(type, model), type.name)
}

export function typeOf(type: NamedType, model: ApplicationModel): Code {
  return importType(importOf(type, model), type.name)
}

function importOf(type: NamedType, model: ApplicationModel): ImportRef {
  const ref = model.types[type.id]?.import
  if (ref === undefined) throw new Error(`No import for ${type.id}`)
  return ref
}
