import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { Chain } from '../frames/chain.js'
import type { ApplicationModel } from '../model/application-model.js'
import { describeType, isNamed, type TypeUse } from '../model/type-ref.js'
import type { SourceLocation } from '../model/source-location.js'
import { runtimeId } from '../vocabulary.js'
import { findFaults } from './find-faults.js'
import { shapeOfUse } from './shape-of-type.js'
import { shapeTableOf, type ShapeTable } from './shape-table.js'

/** Bodies that only the document mentions have no codec, but what cannot be written as JSON is no body all the same. */
export function documentedFaults(
  chains: readonly Chain[],
  model: ApplicationModel,
): readonly Diagnostic[] {
  const table = shapeTableOf(model.shapes)
  const found = chains.flatMap(({ produces, model: { method } }) =>
    produces.flatMap(({ body }) =>
      body === undefined || isNamed(body.type, runtimeId('ProblemDetails'))
        ? []
        : faultsOf(body, method.location, table),
    ),
  )
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()]
}

function faultsOf(
  body: TypeUse,
  location: SourceLocation,
  table: ShapeTable,
): readonly Diagnostic[] {
  const shape = shapeOfUse(body, location)
  // Nobody has read the shape of what is no data.
  if (shape.kind === 'ref' && !table.has(shape.key)) {
    const message = `${describeType(body.type)}, which Produces documents, is no data and cannot be written as JSON`
    return [diagnostic('type-cannot-cross-boundary', location, { message })]
  }
  return findFaults(shape, { purpose: 'encode', type: body, location }, table)
}
