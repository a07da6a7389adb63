import type { NamedShape } from '../model/shape.js'
import { homeOf } from './codec-writer.js'
import type { AskedCodec } from './plan-codecs.js'
import { fileName, shapeName, type ShapeTable } from './shape-table.js'

export interface CodecGroup {
  /** All that its files are written from: equal keys, equal files. */
  readonly key: string
  readonly codecs: readonly AskedCodec[]
}

/** Codecs that share a type or a file stand in one group; groups know nothing of each other. */
export function groupCodecs(
  asked: readonly AskedCodec[],
  table: ShapeTable,
): readonly CodecGroup[] {
  const groups = new Groups()
  const touched = asked.map((each) => {
    const refs = [...table.refsWithin(each.shape)]
    const file = `file ${fileName(shapeName(homeOf(each.shape), (key) => table.nameOf(key)))}`
    groups.join([file, ...refs.filter((key) => !isWrittenInPlace(key, table))])
    return { codec: each, file, refs }
  })
  const members = new Map<string, typeof touched>()
  for (const each of touched) {
    const root = groups.rootOf(each.file)
    const known = members.get(root)
    if (known === undefined) members.set(root, [each])
    else known.push(each)
  }
  return [...members.values()].map((group) => ({
    key: keyOf(
      group.map((each) => each.codec),
      new Set(group.flatMap((each) => each.refs)),
      table,
    ),
    codecs: group.map((each) => each.codec),
  }))
}

/** `LocalDate` and the like have no functions of their own where others use them: whoever shares them shares nothing. */
function isWrittenInPlace(key: string, table: ShapeTable): boolean {
  return inPlace.has(table.resolve({ kind: 'ref', key }).kind)
}

const inPlace: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'literal'])

function keyOf(
  codecs: readonly AskedCodec[],
  refs: ReadonlySet<string>,
  table: ShapeTable,
): string {
  return [
    ...codecs.map((each) => `${each.key} ${JSON.stringify(each.shape)}`),
    ...[...refs].sort().map((key) => `${table.nameOf(key)} ${textOf(table.named(key))}`),
  ].join('\n')
}

/** An open compiler asks again for the shapes of all that did not change. */
function textOf(named: NamedShape): string {
  let text = texts.get(named)
  if (text === undefined) {
    text = JSON.stringify(named)
    texts.set(named, text)
  }
  return text
}

const texts = new WeakMap<NamedShape, string>()

/** Sets that grow together (union-find). */
class Groups {
  readonly #parents = new Map<string, string>()

  rootOf(each: string): string {
    const parent = this.#parents.get(each)
    if (parent === undefined || parent === each) return each
    const root = this.rootOf(parent)
    this.#parents.set(each, root)
    return root
  }

  join([first, ...others]: readonly string[]): void {
    if (first === undefined) return
    for (const each of others) this.#parents.set(this.rootOf(each), this.rootOf(first))
  }
}
