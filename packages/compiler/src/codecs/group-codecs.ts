import { homeOf } from './codec-writer.js'
import type { AskedCodec } from './plan-codecs.js'
import type { ShapeTable } from './shape-table.js'

export interface CodecGroup {
  /** No two groups share it. */
  readonly name: string
  /** All that its files are written from: the same content, the same files. */
  readonly from: readonly unknown[]
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
    const file = `file ${table.fileOf(homeOf(each.shape))}`
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
    name: group[0]!.codec.key,
    from: originOf(
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

function originOf(
  codecs: readonly AskedCodec[],
  refs: ReadonlySet<string>,
  table: ShapeTable,
): readonly unknown[] {
  return [
    codecs.map(({ key, shape }) => [key, shape]),
    [...refs].sort().map((key) => [table.nameOf(key), table.named(key)]),
  ]
}

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
