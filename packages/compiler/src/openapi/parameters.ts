import { shapeOfType } from '../codecs/shape-of-type.js'
import type { EndpointChain } from '../frames/chain.js'
import type { ReadValue } from '../frames/frame.js'
import { stepsIn } from '../frames/within.js'
import type { Shape } from '../model/shape.js'
import { constrained } from './constrained.js'
import { parameterText } from './documented.js'
import type { Parameter, Schema } from './openapi-document.js'
import type { OpenApiPath } from './openapi-paths.js'
import type { Schemas } from './schemas.js'

/** What every method of a chain takes of the path, the query, headers and cookies. */
export function parametersOf(
  chain: EndpointChain,
  { parameters: inPath, without }: OpenApiPath,
  schemas: Schemas,
): readonly Parameter[] {
  const read = stepsIn(chain.frames).filter((each) => each.kind === 'read-value')
  const ofPath = inPath.map((name) => {
    const value = read.find((each) => each.from === 'route' && each.name === name)
    return value === undefined ? unread(name) : parameterOf(value, true, chain, schemas)
  })
  const others = read.filter((each) => each.from !== 'route' && each.name !== without)
  return [
    ...ofPath,
    ...distinct(others).map((each) => parameterOf(each, each.required, chain, schemas)),
  ]
}

/** Read as two types, it is one parameter all the same. */
function distinct(values: readonly ReadValue[]): readonly ReadValue[] {
  const found = new Map<string, ReadValue>()
  for (const value of values) {
    const name = value.from === 'header' ? value.name.toLowerCase() : value.name
    const key = `${value.from} ${name}`
    const known = found.get(key)
    found.set(
      key,
      known === undefined ? value : { ...known, required: known.required || value.required },
    )
  }
  return [...found.values()]
}

function parameterOf(
  value: ReadValue,
  required: boolean,
  chain: EndpointChain,
  schemas: Schemas,
): Parameter {
  const { name, from, isList, type, parameter } = value
  const element = textSchema(shapeOfType(type, chain.model.method.location), schemas)
  const schema: Schema = isList ? { type: 'array', items: element } : element
  const description = descriptionOf(value, chain)
  const standard = parameter?.standard
  return {
    name,
    in: from === 'route' ? 'path' : from,
    ...(description === undefined ? {} : { description }),
    // A list that nobody sent is empty.
    required: required && !isList,
    schema: standard === undefined ? schema : { ...schema, default: standard },
  }
}

/** By its own name, or by that of the parameter that takes it; the word of the endpoint method counts first. */
function descriptionOf(
  { name, parameter }: ReadValue,
  { model }: EndpointChain,
): string | undefined {
  const isEntity = parameter?.marker?.kind === 'entity'
  const names = isEntity ? [name] : [name, parameter?.name ?? name]
  const comments = [model.method, ...model.class.methods].flatMap(
    (each) => each.documentation ?? [],
  )
  return comments
    .flatMap((each) => names.map((name) => parameterText(each, name)))
    .find((each) => each !== undefined)
}

/** A bigint is text in JSON only. */
function textSchema(shape: Shape, schemas: Schemas): Schema {
  const resolved = schemas.table.resolve(shape)
  return resolved.kind === 'bigint'
    ? constrained({ type: 'integer', format: 'int64' }, resolved.constraints)
    : schemas.of(shape)
}

function unread(name: string): Parameter {
  return { name, in: 'path', required: true, schema: { type: 'string' } }
}
