import type { Code } from '../emit/code.js'
import { argumentList, assign, objectLiteral } from '../emit/layout.js'
import { memberName } from '../emit/text.js'
import type { Shape } from '../model/shape.js'
import { callRuntime, runtimeType, type CodecContext, type FunctionBody } from './codec-context.js'
import { formFieldOf, type FormField } from './form-field.js'
import { constantName } from './constraint-checks.js'
import { orUndefined } from './shape-type.js'

/** Texts become what JSON would hold, so that the decoder of JSON says everything else. */
export function decodeFormFunction(shape: Shape, context: CodecContext): FunctionBody {
  const { file, table } = context
  const resolved = table.resolve(shape)
  if (resolved.kind !== 'object') throw new Error(`no form holds ${resolved.kind}`)
  const fields = file.name(`${constantName('', context)}Fields`)
  const members = resolved.members
    .filter((each) => each.visibility === 'public')
    .map((each) => [fieldName(each.name), ': ', describeField(formFieldOf(each, table)!)])
  file.addConstant(assign([`const ${fields}: `, runtimeType('FormFields')], objectLiteral(members)))
  const read = callRuntime('formFields', ['form', fields, 'violations'])
  return {
    parameters: ['form: unknown', ['violations: ', runtimeType('Violation'), '[]']],
    returns: orUndefined(shape, (each) => context.type(each, 'made')),
    statements: [['return ', context.decoder(shape), argumentList([read, 'violations'])]],
  }
}

/** In a literal, `__proto__: …` would be the prototype. */
function fieldName(name: string): string {
  return name === '__proto__' ? `['__proto__']` : memberName(name)
}

function describeField({ as, list, absent }: FormField): Code {
  return objectLiteral([
    `as: '${as}'`,
    ...(list ? ['list: true'] : []),
    ...(absent === undefined ? [] : [`absent: ${JSON.stringify(absent)}`]),
  ])
}
