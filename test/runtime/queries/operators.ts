// Every operator of a query beside `where`.
import type {
  CompiledListQuery,
  CompiledQuery,
  CursorPage,
  Page,
  Queryable,
} from '@critter/runtime'
import { Asked, Owner, type Line, type Thing } from './thing.js'

type Things = Queryable<Thing>

export class Everything extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things
  }
}
export class OrderedByText extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.orderBy((thing) => thing.name)
  }
}
export class OrderedBySeveral extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things
      .orderBy((thing) => thing.level, 'desc')
      .thenBy((thing) => thing.rating, 'desc')
      .thenBy((thing) => thing.email)
      .thenBy((thing) => thing.big)
      .thenBy((thing) => thing.until, 'desc')
  }
}
export class OrderedById extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.orderBy((thing) => thing.id, 'desc').where((thing) => thing.open)
  }
}
export class OrderedByComputed extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things
      .orderBy((thing) => thing.tags.length)
      .thenBy((thing) => thing.place?.city ?? '', 'desc')
  }
}
export class SomeOfThem extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things
      .orderBy((thing) => thing.count)
      .skip(this.skip)
      .take(this.take)
  }
}
export class FirstTwo extends Asked implements CompiledListQuery<Thing> {
  query(things: Things) {
    return things.take(2)
  }
}
export class FirstOfThem extends Asked implements CompiledQuery<Thing, Thing | null> {
  query(things: Things) {
    return things
      .where((thing) => thing.open)
      .orderBy((thing) => thing.at, 'desc')
      .skip(this.skip)
      .first()
  }
}
export class SingleOfThem extends Asked implements CompiledQuery<Thing, Thing> {
  query(things: Things) {
    return things.where((thing) => thing.name === this.text).single()
  }
}
export class HowMany extends Asked implements CompiledQuery<Thing, number> {
  query(things: Things) {
    return things.where((thing) => thing.count > this.number).count()
  }
}
export class AnyAtAll extends Asked implements CompiledQuery<Thing, boolean> {
  query(things: Things) {
    return things.any()
  }
}
export class AnyWith extends Asked implements CompiledQuery<Thing, boolean> {
  query(things: Things) {
    return things.where((thing) => thing.open).any((thing) => thing.name === this.text)
  }
}
export class Total extends Asked implements CompiledQuery<Thing, number> {
  query(things: Things) {
    return things
      .where((thing) => thing.open)
      .sum((thing) => thing.scores.length * 2 + (thing.rating === undefined ? 0 : 1))
  }
}
export class Least extends Asked implements CompiledQuery<Thing, string | null> {
  query(things: Things) {
    return things.where((thing) => thing.open).min((thing) => thing.note)
  }
}
export class Most extends Asked implements CompiledQuery<Thing, number | null> {
  query(things: Things) {
    return things.max((thing) => thing.rating)
  }
}
export class Latest extends Asked implements CompiledQuery<Thing, Date | null> {
  query(things: Things) {
    return things.where((thing) => thing.open).max((thing) => thing.until)
  }
}
export class Biggest extends Asked implements CompiledQuery<Thing, bigint | null> {
  query(things: Things) {
    return things.max((thing) => thing.big)
  }
}
export class SelectedMembers
  extends Asked
  implements
    CompiledListQuery<
      Thing,
      {
        id: string
        name: string
        at: Date
        big: bigint
        email: string | null
        lines: readonly Line[]
      }
    >
{
  query(things: Things) {
    return things
      .orderBy((thing) => thing.name)
      .select((thing) => ({
        id: thing.id,
        name: thing.name,
        at: thing.at,
        big: thing.big,
        email: thing.email,
        lines: thing.lines,
      }))
  }
}
export class SelectedOptional
  extends Asked
  implements
    CompiledListQuery<
      Thing,
      { note: string | undefined; until: Date | undefined; both: string | null | undefined }
    >
{
  query(things: Things) {
    return things.select((thing) => ({ note: thing.note, until: thing.until, both: thing.both }))
  }
}
export class SelectedComputed
  extends Asked
  implements
    CompiledListQuery<
      Thing,
      {
        title: string
        twice: number
        isOpen: boolean
        "it's": string
        where: { city: string | null; lines: number }
        skus: string[]
        asked: string
        fixed: readonly [string, number]
      }
    >
{
  query(things: Things) {
    return things.select((thing) => ({
      title: `${thing.name} (${thing.level})`,
      twice: thing.scores.length * 2,
      isOpen: thing.open && thing.count > this.number,
      "it's": thing["it's odd"],
      where: { city: thing.place?.city ?? null, lines: thing.lines.length },
      skus: thing.lines.map((line) => line.sku),
      asked: this.text,
      fixed: ["it's", 1] as const,
    }))
  }
}
export class SelectedName extends Asked implements CompiledListQuery<Thing, string> {
  query(things: Things) {
    return things.select((thing) => thing.name).skip(1)
  }
}
export class SelectedNote extends Asked implements CompiledListQuery<Thing, string | undefined> {
  query(things: Things) {
    return things.select((thing) => thing.note)
  }
}
export class SelectedEmail extends Asked implements CompiledListQuery<Thing, string | null> {
  query(things: Things) {
    return things.orderBy((thing) => thing.count).select((thing) => thing.email)
  }
}
export class SelectedDocuments
  extends Asked
  implements CompiledListQuery<Thing, { thing: Thing; place: string }>
{
  query(things: Things) {
    return things.select((thing) => ({ thing, place: thing.place?.city ?? 'nowhere' }))
  }
}
export class FirstName extends Asked implements CompiledQuery<Thing, string | null> {
  query(things: Things) {
    return things
      .where((thing) => thing.open)
      .select((thing) => thing.name)
      .first()
  }
}
export class WithOwner
  extends Asked
  implements CompiledListQuery<Thing, { document: Thing; owner: Owner | null }>
{
  query(things: Things) {
    return things
      .where((thing) => thing.count >= 0)
      .include('owner', Owner, (thing) => thing.ownerId)
  }
}
export class WithTwoOwners
  extends Asked
  implements CompiledListQuery<Thing, { document: Thing; owner: Owner | null; other: Owner | null }>
{
  query(things: Things) {
    return things
      .include('owner', Owner, (thing) => thing.ownerId)
      .include('other', Owner, (row) => row.owner?.name)
      .where((row) => row.owner !== null && (row.owner.rank ?? 0) >= 0)
      .orderBy((row) => row.owner?.name, 'desc')
      .thenBy((row) => row.document.name)
  }
}
export class OwnersOnly
  extends Asked
  implements CompiledListQuery<Thing, { thing: string; owner: string | null }>
{
  query(things: Things) {
    return things
      .include('owner', Owner, (thing) => thing.ownerId)
      .select((row) => ({ thing: row.document.id, owner: row.owner?.name ?? null }))
  }
}
export class OnePage extends Asked implements CompiledQuery<Thing, Page<Thing>> {
  query(things: Things) {
    return things
      .where((thing) => thing.open)
      .orderBy((thing) => thing.count, 'desc')
      .page(this.skip + 1, this.take + 1)
  }
}
export class OnePageOfOwners
  extends Asked
  implements CompiledQuery<Thing, Page<{ document: Thing; owner: Owner | null }>>
{
  query(things: Things) {
    return things.include('owner', Owner, (thing) => thing.ownerId).page(this.skip + 1, 2)
  }
}
export class OnePageOfNames extends Asked implements CompiledQuery<Thing, Page<string>> {
  query(things: Things) {
    return things.select((thing) => thing.name).page(this.skip + 1, this.take + 1)
  }
}

// ─── pages behind cursors: walked from the first to the last
interface Walked {
  readonly cursor?: string
  readonly size: number
}
export class ByText extends Asked implements CompiledQuery<Thing, CursorPage<Thing>>, Walked {
  declare readonly cursor?: string
  declare readonly size: number
  query(things: Things) {
    return things.orderBy((thing) => thing.name).cursorPage(this.cursor, this.size)
  }
}
export class ByNumberDown extends Asked implements CompiledQuery<Thing, CursorPage<Thing>>, Walked {
  declare readonly cursor?: string
  declare readonly size: number
  query(things: Things) {
    return things
      .orderBy((thing) => thing.count, 'desc')
      .thenBy((thing) => thing.id, 'desc')
      .cursorPage(this.cursor, this.size)
  }
}
export class ByMissing extends Asked implements CompiledQuery<Thing, CursorPage<Thing>>, Walked {
  declare readonly cursor?: string
  declare readonly size: number
  query(things: Things) {
    return things
      .where((thing) => this.maybeLevel === undefined || thing.level === this.maybeLevel)
      .orderBy((thing) => thing.note, 'desc')
      .thenBy((thing) => thing.rating)
      .thenBy((thing) => thing.big, 'desc')
      .cursorPage(this.cursor, this.size)
  }
}
export class ByOwner
  extends Asked
  implements CompiledQuery<Thing, CursorPage<{ document: Thing; owner: Owner | null }>>, Walked
{
  declare readonly cursor?: string
  declare readonly size: number
  query(things: Things) {
    return things
      .include('owner', Owner, (thing) => thing.ownerId)
      .orderBy((row) => row.owner?.name)
      .cursorPage(this.cursor, this.size)
  }
}

/** With the query of the class above. */
export class Inherited extends Everything {}
