import type { AggregateModel } from '../model/aggregate-model.js'
import { isAggregateHandler, streamedBy } from '../model/aggregate-parameters.js'
import type { ApplicationModel, ChainModel } from '../model/application-model.js'
import type { ParameterModel } from '../model/method-model.js'
import { typeKey, type TypeRef } from '../model/type-ref.js'
import { decidingOf } from './deciding.js'

/** The aggregates that a chain decides for, as its methods' signatures say. */
export interface ChainAggregates {
  /** Of `@AggregateHandler()`: what its method takes that events change. */
  readonly decided: AggregateModel | undefined
  /** Parameters of the deciding methods that say it themselves: `WriteAggregate`, `ReadAggregate`, `EventStream`. */
  readonly marked: readonly MarkedAggregate[]
  /** Those whose streams it appends to. */
  readonly written: readonly AggregateModel[]
}

export interface MarkedAggregate {
  readonly parameter: ParameterModel
  readonly aggregate: AggregateModel
  readonly isRead: boolean
  /** The member or route parameter that the marker names. */
  readonly id: string | undefined
}

export const noAggregates: ChainAggregates = { decided: undefined, marked: [], written: [] }

export function aggregatesOf(chain: ChainModel, model: ApplicationModel): ChainAggregates {
  const deciding = decidingOf(chain)
  const marked = deciding.flatMap(({ method }) =>
    method.parameters.flatMap((each) => markedBy(each, model) ?? []),
  )
  const handler = deciding.find((each) => isAggregateHandler(each.class, each.method))
  const others = handler?.class.methods.filter(({ marks }) => !isDeciding(marks)) ?? []
  const decided =
    handler &&
    [handler.method, ...others]
      .flatMap((each) => each.parameters)
      .filter(({ marker }) => marker === undefined)
      .map(({ use }) => use && foldedAggregate(use.type, model))
      .find((each) => each !== undefined)
  const written = marked.filter((each) => !each.isRead).map((each) => each.aggregate)
  return {
    decided,
    marked,
    written: [...new Set([...(decided === undefined ? [] : [decided]), ...written])],
  }
}

function isDeciding({ handles, routes }: ParameterOwner): boolean {
  return handles === true || routes.length > 0
}
type ParameterOwner = ChainModel['method']['marks']

/** What a parameter says by its own type. */
export function markedBy(
  parameter: ParameterModel,
  model: ApplicationModel,
): MarkedAggregate | undefined {
  const { use, marker } = parameter
  if (use === undefined) return undefined
  const streamed = streamedBy(use.type)
  const isMarked = marker?.kind === 'write-aggregate' || marker?.kind === 'read-aggregate'
  if (streamed === undefined && !isMarked) return undefined
  const aggregate = aggregateOf(streamed ?? use.type, model)
  if (aggregate === undefined) return undefined
  return {
    parameter,
    aggregate,
    isRead: marker?.kind === 'read-aggregate',
    id: isMarked ? marker.id : undefined,
  }
}

export function aggregateOf(type: TypeRef, model: ApplicationModel): AggregateModel | undefined {
  return model.aggregates.find((each) => typeKey(each.type) === typeKey(type))
}

function foldedAggregate(type: TypeRef, model: ApplicationModel): AggregateModel | undefined {
  const found = aggregateOf(type, model)
  return found?.fold === undefined ? undefined : found
}
