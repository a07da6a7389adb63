import { quoteLiteral } from './sql.js'

/** JSON as a concatenation of texts; it is null where one of them is. */
export type JsonText = readonly Piece[]
export type Piece = ({ readonly literal: string } | { readonly sql: string }) & {
  /** A member of an object that others precede begins with it: a place to break the line. */
  readonly beginsMember?: true
}

/** Text of the JSON itself: `{"id":`. */
export function literal(text: string): JsonText {
  return [{ literal: text }]
}

/** SQL of type `text`. */
export function computed(sql: string): JsonText {
  return [{ sql }]
}

/** All that is stored there, as Postgres writes it. */
export function whole(json: string): JsonText {
  return computed(`(${json})::text`)
}

/** As SQL; literals beside each other are one. */
export function printText(text: JsonText): string {
  return merged(text).map(printPiece).join(' || ')
}

/** The same with each member on a line of its own. */
export function printLines(text: JsonText): string {
  const line = printText(text)
  if (line.length <= 80) return line
  return merged(text)
    .map((each, index) => {
      if (index === 0) return printPiece(each)
      return `${each.beginsMember ? `\n${' '.repeat(9)}` : ' '}|| ${printPiece(each)}`
    })
    .join('')
}

function printPiece(piece: Piece): string {
  return 'literal' in piece ? quoteLiteral(piece.literal) : piece.sql
}

function merged(text: JsonText): readonly Piece[] {
  return text.reduce<Piece[]>((pieces, each) => {
    const last = pieces.at(-1)
    if (last !== undefined && 'literal' in last && 'literal' in each) {
      pieces[pieces.length - 1] = { ...last, literal: last.literal + each.literal }
    } else pieces.push(each)
    return pieces
  }, [])
}

/** Text between braces: `[…]`, `{…}`. */
export function between(open: string, parts: readonly JsonText[], close: string): JsonText {
  const separated = parts.flatMap((each, index) =>
    index === 0 ? each : [...literal(','), ...each],
  )
  return [...literal(open), ...separated, ...literal(close)]
}

/** A member of an object. */
export interface JsonMember {
  readonly name: string
  /** SQL of type `jsonb`. */
  readonly json: string
  readonly text: JsonText
  /** Left out where its JSON is null. */
  readonly mayBeAbsent: boolean
  /** Its text is null where its JSON is, and nowhere else. */
  readonly isPlain: boolean
}

export function objectText(members: readonly JsonMember[]): JsonText {
  const [first] = members
  if (first === undefined) return literal('{}')
  // With a first member that is always there, every other one begins with a comma.
  const leads = !first.mayBeAbsent
  const texts = members.flatMap((each, index) => memberText(each, index > 0 || !leads))
  const written = leads ? texts : computed(`substr(${printLines(texts)}, 2)`)
  return [...literal('{'), ...written, ...literal('}')]
}

function memberText({ name, json, text, ...how }: JsonMember, hasComma: boolean): JsonText {
  const whole = [...literal(`${hasComma ? ',' : ''}${JSON.stringify(name)}:`), ...text]
  const pieces = how.mayBeAbsent ? whenThere(whole, json, how.isPlain) : whole
  return hasComma ? pieces.map((each, index) => (index === 0 ? begin(each) : each)) : pieces
}

function whenThere(member: JsonText, json: string, isPlain: boolean): JsonText {
  const text = printText(member)
  return computed(
    isPlain ? `coalesce(${text}, '')` : `case when ${json} is null then '' else ${text} end`,
  )
}

function begin(piece: Piece): Piece {
  return { ...piece, beginsMember: true }
}
