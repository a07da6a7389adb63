import type { TypeRef, TypeUse } from '../../packages/compiler/src/model/type-ref.js'

/** What was read of a type on one line: `(src/types.ts#Todo | null)[]`, ours as `~StoreDoc`, places without their numbers. */
export function describeUse({ type, null: isNull, undefined: isUndefined }: TypeUse): string {
  return `${describe(type)}${isNull ? ' | null' : ''}${isUndefined ? ' | undefined' : ''}`
}

function describe(type: TypeRef): string {
  switch (type.kind) {
    case 'named':
      return `${short(type.id)}${type.args.length === 0 ? '' : `<${type.args.map(describeUse).join(', ')}>`}`
    case 'list': {
      const { element, null: isNull, undefined: isUndefined } = type
      const text = `${describe(element)}${isNull ? ' | null' : ''}${isUndefined ? ' | undefined' : ''}`
      return text.includes(' | ') ? `(${text})[]` : `${text}[]`
    }
    case 'tuple':
      return `[${type.elements.map(({ name, use }) => `${name === undefined ? '' : `${name}: `}${describeUse(use)}`).join(', ')}]`
    case 'union':
      return type.members.map(describe).join(' | ')
    case 'object':
      return `{ ${type.members.map(({ name, use }) => `${name}: ${describeUse(use)}`).join('; ')} }`
    case 'literal':
      return JSON.stringify(type.value)
    case 'primitive':
      return type.name
    case 'nothing':
      return 'nothing'
    case 'other':
      return `other ${type.text}`
  }
}

function short(id: string): string {
  return id.replace('@critter/runtime#', '~').replace(/^src\/(types|handlers)\.ts#/, '')
}
