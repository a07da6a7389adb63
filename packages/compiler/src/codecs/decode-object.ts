import { block, code, type Code } from '../emit/code.js'
import { importValue } from '../emit/imports.js'
import { assign, ifStatement, objectLiteral } from '../emit/layout.js'
import { memberName, quote } from '../emit/text.js'
import type { MemberShape, ObjectShape, Shape } from '../model/shape.js'
import { buildObject, type BuiltMember } from './build-object.js'
import { callRuntime, type CodecContext } from './codec-context.js'
import { decodeEntries } from './decode-record.js'
import { depthStatements, self } from './decode-self.js'
import { inheritedNames } from './inherited-names.js'
import { Locals } from './locals.js'
import { pointerTo } from './pointer.js'
import {
  callStatements,
  checkStatements,
  convertStatements,
  decodeCall,
  isRelative,
  refuse,
  wayOf,
  type Place,
} from './read-value.js'
import { Mark, needsMark } from './violation-mark.js'

export function decodeObject(
  shape: Shape,
  object: ObjectShape,
  context: CodecContext,
  locals: Locals,
): readonly Code[] {
  const members = object.members.filter((each) => each.visibility === 'public')
  const before = locals.take('before')
  const calls = members.filter((each) => needsMark(each.shape, context))
  const reader = new MemberReader(context, locals, new Mark(calls.length, locals))
  const read = members.map((member) => reader.read(member))
  const rest = object.rest && reader.readRest(object.rest, members)
  return [
    ifStatement(
      ['!', callRuntime('isObject', ['value'])],
      ['return ', refuse(self(context), 'an object')],
    ),
    ...depthStatements(context),
    `const ${before} = violations.length`,
    ...reader.destructuring(),
    ...read.flatMap((each) => each.statements),
    ...(rest?.statements ?? []),
    '',
    ifStatement(`violations.length > ${before}`, 'return undefined'),
    ...buildObject(
      { shape, object, members: read.map((each) => each.built), rest: rest?.local, as: 'decoded' },
      context,
      locals,
    ),
  ]
}

/** Reads members in the order of their declaration; those that stay as they are by one destructuring. */
class MemberReader {
  readonly #context: CodecContext
  readonly #locals: Locals
  readonly #mark: Mark
  readonly #destructured: Code[] = []

  constructor(context: CodecContext, locals: Locals, mark: Mark) {
    this.#context = context
    this.#locals = locals
    this.#mark = mark
  }

  destructuring(): readonly Code[] {
    return this.#destructured.length === 0
      ? []
      : [['const ', objectLiteral(this.#destructured), ' = value']]
  }

  read(member: MemberShape): { readonly statements: readonly Code[]; readonly built: BuiltMember } {
    const { name, shape, optional } = member
    const local = this.#locals.take(name)
    const built: BuiltMember = { name, value: local, optional }
    const base = this.#context.base + pointerTo(name)
    const place = { shape, optional, pointer: quote(base), base, part: name }
    const way = wayOf(shape, this.#context)
    const inherited = inheritedNames.has(name)
    if (way === 'check' && !inherited) {
      this.#destructured.push(local === name ? name : `${memberName(name)}: ${local}`)
      return { statements: checkStatements({ ...place, raw: local }, this.#context), built }
    }
    // `own` is asked once, and its answer is what is checked.
    const raw = inherited && way !== 'check' ? this.#locals.take(`${name}Value`) : undefined
    const member_ = `value[${quote(name)}]`
    const own: Code = inherited ? callRuntime('own', ['value', quote(name)]) : member_
    const statements: Code[] = []
    if (raw !== undefined) statements.push(code`const ${raw} = ${own}`)
    if (way === 'check') {
      statements.push(code`const ${local} = ${own}`)
      statements.push(...checkStatements({ ...place, raw: local }, this.#context))
    } else {
      statements.push(...this.#readConverted(way, { ...place, raw: raw ?? member_ }, local))
    }
    return { statements, built }
  }

  #readConverted(way: 'convert' | 'call', place: Place, local: string): readonly Code[] {
    if (way === 'convert') return convertStatements(place, local, this.#context)
    if (!isRelative(place.shape, true, this.#context)) {
      return callStatements(place, local, '', this.#context)
    }
    const { name, set } = this.#mark.next()
    return [set, ...callStatements(place, local, name, this.#context)]
  }

  /** The members that an index signature allows beside the declared ones. */
  readRest(
    rest: { readonly key: Shape; readonly value: Shape },
    members: readonly MemberShape[],
  ): { readonly statements: readonly Code[]; readonly local: string } {
    const local = this.#locals.take('rest')
    return {
      local,
      statements: decodeEntries(
        { ...rest, into: local, except: members.map((each) => each.name) },
        this.#context,
        this.#locals,
      ),
    }
  }
}

export function decodeFromJson(
  object: ObjectShape,
  json: Shape,
  context: CodecContext,
): readonly Code[] {
  const type = importValue(object.instance!.class)
  const name = object.instance!.class.name
  return [
    assign('const data', decodeCall(json, 'value', 'Data', context)),
    ifStatement('data === undefined', 'return undefined'),
    [
      'try ',
      block([['return ', type, '.fromJSON(data)']]),
      ' catch ',
      block([['return ', refuse(self(context), `a valid ${name}`)]]),
    ],
  ]
}
