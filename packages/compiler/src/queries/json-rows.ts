import { shapeOfUse } from '../codecs/shape-of-type.js'
import type { ShapeTable } from '../codecs/shape-table.js'
import type { Expression } from '../model/expression.js'
import type { QueryModel } from '../model/query-model.js'
import type { Shape } from '../model/shape.js'
import { typeKey, type NamedType } from '../model/type-ref.js'
import { JsonOfShape } from './json-of-shape.js'
import { computed, objectText, printLines, printText, type JsonText } from './json-text.js'
import type { Steps } from './read-steps.js'
import { presenceOf } from './sent-as-stored.js'
import { json } from './shapes.js'
import type { Source } from './sources.js'
import type { Translation } from './translator.js'

/** The rows of a statement as JSON, in one column of text. */
export class JsonRows {
  readonly #query: QueryModel
  readonly #table: ShapeTable
  readonly #t: Translation
  readonly #written: JsonOfShape

  constructor(query: QueryModel, table: ShapeTable, t: Translation) {
    this.#query = query
    this.#table = table
    this.#t = t
    this.#written = new JsonOfShape(table, t)
  }

  get whyNot(): string | undefined {
    return this.#written.whyNot
  }

  column({ shape, includes }: Steps, source: Source): string {
    if (shape !== undefined) {
      source.enter(shape)
      return printLines(this.#selected(shape.lambda.body, this.#shapeOf(shape.result)))
    }
    const [main = '', ...others] = source.documents
    const document = this.#written.of(refTo(this.#query.document), main)
    if (includes.length === 0) return printLines(document)
    const related = includes.map(({ name, type }, index) => {
      const stored = others[index] ?? ''
      const text = printText(this.#written.of(refTo(type), stored))
      return {
        name,
        json: stored,
        text: computed(`case when ${stored} is null then 'null' else ${text} end`),
      }
    })
    return printLines(
      objectText(
        [{ name: 'document', json: main, text: document }, ...related].map((each) => ({
          ...each,
          mayBeAbsent: false,
          isPlain: false,
        })),
      ),
    )
  }

  #shapeOf(use: Parameters<typeof shapeOfUse>[0]): Shape {
    return shapeOfUse(use, this.#query.location)
  }

  #selected(selected: Expression, shape: Shape): JsonText {
    const { isNull, isUndefined } = presenceOf(shape, this.#table)
    // The first of them could not be told from none.
    if (isNull || isUndefined) return this.#written.refuse('its rows can be null')
    return this.#value(selected, shape).text
  }

  /** What is computed is made anew, so it has no members but those that are written. */
  #value(selected: Expression, shape: Shape): { readonly json: string; readonly text: JsonText } {
    const { isNull, isUndefined, others } = presenceOf(shape, this.#table)
    const [only, ...more] = others
    const object = only && more.length === 0 ? this.#written.objectOf(only) : undefined
    if (selected.kind === 'object' && object !== undefined) {
      const text = this.#written.members(object, ({ name, shape: member }) => {
        const found = selected.members.find((each) => each.name === name)
        if (found !== undefined) return this.#value(found.value, member)
        return { json: 'null', text: this.#written.refuse(`it does not select ${name}`) }
      })
      return { json: "'{}'", text }
    }
    const { text: stored } = json(selected, this.#t)
    const text = this.#written.of(shape, stored)
    if (!isNull || isUndefined) return { json: stored, text }
    const whenMissing = `case when ${stored} is null then 'null' else ${printText(text)} end`
    return { json: stored, text: computed(whenMissing) }
  }
}

function refTo(type: NamedType): Shape {
  return { kind: 'ref', key: typeKey(type) }
}
