import type { Code } from '../emit/code.js'
import { ifStatement } from '../emit/layout.js'
import type { Shape } from '../model/shape.js'
import { callRuntime, type CodecContext, type FunctionBody } from './codec-context.js'
import { nestingLimit } from './decode-self.js'
import { encodeObject, mayBeAbsent, writtenMembers } from './encode-object.js'
import { encodeUnion } from './encode-union.js'
import { jsonText, returned, separated, template, valueText } from './encode-value.js'
import { Locals } from './locals.js'
import { presenceOf } from './presence.js'
import type { ResolvedShape } from './shape-table.js'

export function encodeFunction(shape: Shape, context: CodecContext): FunctionBody {
  const locals = new Locals(context.file, ['value', ...(context.isDeep ? ['depth'] : [])])
  // TypeScript does not mind an unused parameter of such a name.
  const value = isConstant(context.table.resolve(shape), context) ? '_value' : 'value'
  return {
    parameters: [
      [value, ': ', context.type(shape, 'taken')],
      ...(context.isDeep ? ['depth = 1'] : []),
    ],
    returns: 'string',
    statements: [...depthStatements(context), ...encodeStatements(shape, context, locals)],
  }
}

/** Every value has the same text. */
function isConstant(shape: ResolvedShape, context: CodecContext): boolean {
  switch (shape.kind) {
    case 'literal':
    case 'null':
    case 'undefined':
      return true
    case 'tuple':
      return shape.elements.every((each) => isConstantPart(each, context))
    case 'object':
      return (
        shape.instance?.json === undefined &&
        shape.rest === undefined &&
        writtenMembers(shape, context).every(
          (each) =>
            each.visibility === 'public' &&
            !mayBeAbsent(each, context) &&
            isConstantPart(each.shape, context),
        )
      )
    default:
      return false
  }
}

/** Written where it stands, and no function is called with it. */
function isConstantPart(shape: Shape, { table }: CodecContext): boolean {
  const { core, null: isNull } = presenceOf(shape, table)
  return core === undefined || (!isNull && table.resolve(core).kind === 'literal')
}

function depthStatements(context: CodecContext): readonly Code[] {
  if (!context.isDeep) return []
  return [ifStatement(`depth > ${nestingLimit}`, ['return ', callRuntime('refuseNesting', [])])]
}

function encodeStatements(shape: Shape, context: CodecContext, locals: Locals): readonly Code[] {
  const resolved = context.table.resolve(shape)
  switch (resolved.kind) {
    case 'object':
      return resolved.instance?.json === undefined
        ? encodeObject(shape, resolved, context, locals)
        : [
            returned(
              resolved.instance.json,
              jsonText(resolved.instance.json, 'value.toJSON()', "''", 'Data', context),
              context,
            ),
          ]
    case 'tuple':
      return [
        [
          'return ',
          template([
            '[',
            ...separated(
              resolved.elements.map((element, index) =>
                valueText(element, `value[${index}]`, `'/${index}'`, `Item${index}`, context),
              ),
            ),
            ']',
          ]),
        ],
      ]
    case 'union':
      return encodeUnion(shape, context)
    default:
      return [returned(shape, jsonText(shape, 'value', "''", '', context), context)]
  }
}
