import type { ApplicationModel } from '../model/application-model.js'
import type { TypeRef, TypeUse } from '../model/type-ref.js'
import { group, indent, join, line, softline, type Code } from './code.js'
import { importType } from './imports.js'
import { quote } from './text.js'

type Types = ApplicationModel['types']

/** A type as generated code writes it; what has no name is written in place. */
export function printType(type: TypeRef, types: Types): Code {
  switch (type.kind) {
    case 'named': {
      const ref = types[type.id]?.import
      const name = ref === undefined ? type.name : importType(ref, type.name)
      if (type.args.length === 0) return name
      return [name, typeArguments(type.args.map((each) => printUse(each, types)))]
    }
    case 'primitive':
      return type.name
    case 'literal':
      return typeof type.value === 'string' ? quote(type.value) : String(type.value)
    case 'list':
      return list({ ...type, type: type.element }, types)
    case 'union':
      return join(
        type.members.map((each) => printType(each, types)),
        ' | ',
      )
    case 'tuple':
      return [
        '[',
        join(
          type.elements.map((each) => printUse(each.use, types)),
          ', ',
        ),
        ']',
      ]
    case 'object':
      return [
        '{ ',
        join(
          type.members.map((each) => [each.name, ': ', printUse(each.use, types)]),
          '; ',
        ),
        ' }',
      ]
    case 'nothing':
      return 'void'
    case 'other':
      return 'unknown'
  }
}

/** `<A, B>`, on lines of their own where they do not fit. */
export function typeArguments(args: readonly Code[]): Code {
  return group(['<', indent([softline, join(args, [',', line])]), softline, '>'])
}

function list(element: Pick<TypeUse, 'type' | 'null' | 'undefined'>, types: Types): Code {
  const { kind } = element.type
  const isPlain = kind === 'named' || kind === 'primitive' || kind === 'tuple' || kind === 'object'
  const printed = printUse(element, types)
  return isPlain && !element.null && !element.undefined
    ? ['readonly ', printed, '[]']
    : ['readonly (', printed, ')[]']
}

function printUse(use: Pick<TypeUse, 'type' | 'null' | 'undefined'>, types: Types): Code {
  return [
    printType(use.type, types),
    use.null ? ' | null' : '',
    use.undefined ? ' | undefined' : '',
  ]
}
