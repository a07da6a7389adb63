import { isSimple } from '../type-kinds.js'
import { provideMarkedAggregate } from './aggregates.js'
import { provideEntity } from './entity.js'
import { provideRequestValue } from './request-values.js'
import { provideService } from './services.js'
import type { VariableSource } from './source.js'

/** The parameter's own type says where it comes from. */
export const markers: VariableSource = {
  name: 'marker',
  provide(question, scope) {
    const { marker } = question.parameter
    switch (marker?.kind) {
      case undefined:
        return undefined
      case 'new-id':
        return { kind: 'built-in', name: 'new-id' }
      case 'now':
        return { kind: 'built-in', name: 'now' }
      case 'tenant-id': {
        const optional = question.use.null || question.use.undefined || question.parameter.optional
        return { kind: 'built-in', name: optional ? 'tenant' : 'required-tenant' }
      }
      case 'route':
      case 'query':
      case 'header':
      case 'cookie':
        return provideRequestValue(marker.kind, marker.name, question, scope)
      case 'services':
        return provideService(question, scope, marker.name)
      case 'write-aggregate':
      case 'read-aggregate':
        return provideMarkedAggregate(question, scope)
      case 'entity':
        return provideEntity(marker.id, question, scope)
      case 'body':
      case 'form':
        // The endpoint's own body was chosen before; a second one is another type.
        if (scope.body !== undefined && !isSimple(question.use.type, scope.model)) {
          scope.called(scope.body.variable, question.parameter.name, question.asker)
        }
        return scope.body && { kind: 'variable', variable: scope.body.variable, strict: true }
    }
  },
}
