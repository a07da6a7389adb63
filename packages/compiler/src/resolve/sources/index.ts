import { absent } from './absent.js'
import { aggregateStates } from './aggregates.js'
import { builtIns } from './built-ins.js'
import { endpointEntities, namedEntities } from './entity.js'
import { uploadedFiles } from './files.js'
import { markers } from './markers.js'
import { producedValues } from './produced.js'
import { handledMessage, requestBody } from './body.js'
import { queryString, routeParameter } from './request-values.js'
import { services } from './services.js'
import type { VariableSource } from './source.js'

/**
 * Asked in this order, the first that provides wins. What the user wrote on the parameter comes first; what the chain made
 * comes before what the client sent, so that a body never replaces loaded data; services come last, so that data is never one.
 */
export const sources: readonly VariableSource[] = [
  absent,
  handledMessage,
  markers,
  aggregateStates,
  namedEntities,
  producedValues,
  endpointEntities,
  requestBody,
  builtIns,
  uploadedFiles,
  routeParameter,
  queryString,
  services,
]
