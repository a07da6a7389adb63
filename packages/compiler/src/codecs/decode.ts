import type { Code } from '../emit/code.js'
import type { Shape } from '../model/shape.js'
import { runtimeType, type CodecContext, type FunctionBody } from './codec-context.js'
import { decodeArray, decodeCollection, entriesOf, decodeTuple } from './decode-list.js'
import { decodeFromJson, decodeObject } from './decode-object.js'
import { decodeRecord } from './decode-record.js'
import { returnUnlessRefused, self } from './decode-self.js'
import { decodeUnion } from './decode-union.js'
import { Locals } from './locals.js'
import { checkStatements, convertStatements, wayOf, type Place } from './read-value.js'
import { orUndefined } from './shape-type.js'

export function decodeFunction(shape: Shape, context: CodecContext): FunctionBody {
  const locals = new Locals(context.file, [
    'value',
    'violations',
    ...(context.isDeep ? ['depth'] : []),
  ])
  return {
    parameters: [
      'value: unknown',
      ['violations: ', violationType, '[]'],
      ...(context.isDeep ? ['depth = 1'] : []),
    ],
    returns: orUndefined(shape, (each) => context.type(each, 'made')),
    statements: decodeStatements(shape, context, locals),
  }
}

function decodeStatements(shape: Shape, context: CodecContext, locals: Locals): readonly Code[] {
  const resolved = context.table.resolve(shape)
  switch (resolved.kind) {
    case 'object':
      return resolved.instance?.json === undefined
        ? decodeObject(shape, resolved, context, locals)
        : decodeFromJson(resolved, resolved.instance.json, context)
    case 'array':
      return decodeArray(resolved, context, locals)
    case 'set':
      return decodeCollection('Set', { ...resolved, kind: 'array', constraints: [] }, context)
    case 'map':
      return decodeCollection('Map', entriesOf(resolved), context)
    case 'tuple':
      return decodeTuple(resolved, shape, context, locals)
    case 'record':
      return decodeRecord(resolved, shape, context, locals)
    default:
      return wayOf(shape, context) === 'call'
        ? decodeUnion(shape, context)
        : scalarStatements(shape, context, locals)
  }
}

function scalarStatements(shape: Shape, context: CodecContext, locals: Locals): readonly Code[] {
  const place: Place = { ...self(context), shape, optional: false, part: 'Value' }
  const before = locals.take('before')
  const way = wayOf(shape, context)
  const type = context.type(shape, 'made')
  if (way === 'check') {
    return [
      `const ${before} = violations.length`,
      ...checkStatements(place, context),
      returnUnlessRefused(before, ['(value as ', type, ')']),
    ]
  }
  const local = locals.take('decoded')
  return [
    `const ${before} = violations.length`,
    ...convertStatements(place, local, context),
    returnUnlessRefused(before, local),
  ]
}

const violationType = runtimeType('Violation')
