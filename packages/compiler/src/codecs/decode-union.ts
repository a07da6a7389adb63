import { block, hardline, indent, lines, type Code } from '../emit/code.js'
import { conditions, ifStatement } from '../emit/layout.js'
import { quote } from '../emit/text.js'
import type { Shape } from '../model/shape.js'
import { callRuntime, type CodecContext } from './codec-context.js'
import { discriminateUnion, flatten, tagValue, type ObjectChoice } from './discriminate-union.js'
import { pointerTo } from './pointer.js'
import { decodeCall, describeMembers, refuse } from './read-value.js'
import { literalCode } from './shape-type.js'

/** One branch per JSON kind, and for objects what tells them apart. */
export function decodeUnion(shape: Shape, context: CodecContext): readonly Code[] {
  const { table } = context
  const union = discriminateUnion(shape, table)
  if (union === undefined) throw new Error('a union that cannot be told apart has no decoder')

  const statements: Code[] = []
  const exact = [
    ...(union.null ? ['value === null'] : []),
    ...union.literals.map((each) => `value === ${literalCode(each.value)}`),
  ]
  if (exact.length > 0) {
    statements.push(
      ifStatement(
        conditions(exact, '||'),
        union.literals.length === 0 ? 'return null' : 'return value',
      ),
    )
  }
  for (const scalar of union.scalars) {
    const { kind } = table.resolve(scalar)
    const type = kind === 'number' || kind === 'boolean' ? kind : 'string'
    statements.push(
      ifStatement(`typeof value === '${type}'`, [
        'return ',
        decodeCall(scalar, 'value', kind, context),
      ]),
    )
  }
  if (union.list !== undefined) {
    statements.push(
      ifStatement('Array.isArray(value)', [
        'return ',
        decodeCall(union.list, 'value', 'List', context),
      ]),
    )
  }
  const members = flatten(shape, table).map((each) => table.resolve(each))
  const expected = describeMembers(
    members.filter((each) => each.kind !== 'null' && each.kind !== 'undefined'),
    union.null,
  )
  if (union.objects === undefined) return [...statements, ['return ', refuse(self, expected)]]
  return [
    ...statements,
    ifStatement(['!', callRuntime('isObject', ['value'])], ['return ', refuse(self, expected)]),
    ...chooseObject(union.objects, context),
  ]
}

const self = { pointer: "''", raw: 'value' }

function chooseObject(objects: ObjectChoice, context: CodecContext): readonly Code[] {
  switch (objects.by) {
    case 'kind':
      return [['return ', decodeCall(objects.only, 'value', 'Object', context)]]
    case 'literal': {
      const literals = objects.cases.flatMap((each) => each.values)
      const member = `value[${quote(objects.member)}]`
      return [
        [
          `switch (${member}) `,
          block([
            ...objects.cases.map(({ part, values, shape }) => [
              lines(values.map((each) => `case ${literalCode(tagValue(each))}:`)),
              indent([hardline, 'return ', decodeCall(shape, 'value', part, context)]),
            ]),
            [
              'default:',
              indent([
                hardline,
                'return ',
                refuse(
                  { pointer: quote(pointerTo(objects.member)), raw: member },
                  describeMembers(literals, false),
                ),
              ]),
            ],
          ]),
        ],
      ]
    }
    case 'member':
      return [
        ...objects.cases.map(({ part, member, shape }) =>
          ifStatement(`Object.hasOwn(value, ${quote(member)})`, [
            'return ',
            decodeCall(shape, 'value', part, context),
          ]),
        ),
        [
          'return ',
          refuse(
            self,
            `an object with one of ${objects.cases.map((each) => JSON.stringify(each.member)).join(', ')}`,
          ),
        ],
      ]
  }
}
