import {
  Data,
  type CompiledListQuery,
  type CompiledQuery,
  type CursorPage,
  type Included,
  type Page,
  type Queryable,
} from '@critter/runtime'
import { Comment, Draft, Owner, Parcel, Price, type Stop } from './parcel.js'

class Asked extends Data<{ least: number; least2?: number }> {}

export class Heavy extends Asked implements CompiledListQuery<Parcel> {
  query(parcels: Queryable<Parcel>) {
    return parcels.where((parcel) => parcel.weight >= this.least).orderBy((parcel) => parcel.weight)
  }
}
/** Two statements, of which one is chosen. */
export class Optional extends Asked implements CompiledListQuery<Parcel> {
  query(parcels: Queryable<Parcel>) {
    return parcels.where((parcel) => this.least2 === undefined || parcel.weight >= this.least2)
  }
}
export class Lightest extends Asked implements CompiledQuery<Parcel, Parcel | null> {
  query(parcels: Queryable<Parcel>) {
    return parcels
      .where((parcel) => parcel.weight >= this.least)
      .orderBy((parcel) => parcel.weight)
      .first()
  }
}
export class OnlyOne extends Asked implements CompiledQuery<Parcel, Parcel> {
  query(parcels: Queryable<Parcel>) {
    return parcels.where((parcel) => parcel.weight === this.least).single()
  }
}
export class SecondPage extends Asked implements CompiledQuery<Parcel, Page<Parcel>> {
  query(parcels: Queryable<Parcel>) {
    return parcels.orderBy((parcel) => parcel.weight).page(2, 2)
  }
}
export class Behind
  extends Data<{ cursor?: string }>
  implements CompiledQuery<Parcel, CursorPage<Parcel>>
{
  query(parcels: Queryable<Parcel>) {
    return parcels.orderBy((parcel) => parcel.weight).cursorPage(this.cursor, 2)
  }
}
export interface Summary {
  readonly id: string
  readonly text: string
  readonly least: number
  readonly both?: string | null | undefined
  readonly nullable: string | null
  readonly contacts: number
  readonly last: Stop | null
  readonly inner: {
    readonly heavy: boolean
    readonly note?: string | undefined
    readonly value: bigint
  }
  readonly places: readonly { readonly place: string }[]
}
export class Summaries extends Asked implements CompiledListQuery<Parcel, Summary> {
  query(parcels: Queryable<Parcel>) {
    return parcels.select((parcel) => ({
      id: parcel.id,
      text: `${parcel.id}: ${parcel.size}`,
      least: this.least,
      both: parcel.both,
      nullable: parcel["it's"],
      contacts: parcel.contacts.length,
      last: parcel.last,
      inner: { heavy: parcel.weight > this.least, note: parcel.note, value: parcel.value },
      places: parcel.stops.map((stop) => ({ place: stop.place })),
    }))
  }
}
export class Weights extends Asked implements CompiledListQuery<Parcel, number> {
  query(parcels: Queryable<Parcel>) {
    return parcels.select((parcel) => parcel.weight)
  }
}
export class WithOwner
  extends Asked
  implements CompiledListQuery<Parcel, Included<Parcel, 'owner', Owner>>
{
  query(parcels: Queryable<Parcel>) {
    return parcels.include('owner', Owner, (parcel) => parcel.note)
  }
}
/** Another class of the same type. */
export class Heavier extends Heavy implements CompiledListQuery<Parcel> {
  override query(parcels: Queryable<Parcel>) {
    return parcels.where((parcel) => parcel.weight >= this.least).orderBy((parcel) => parcel.weight)
  }
}
export class Drafts extends Data<{ all?: boolean }> implements CompiledListQuery<Draft> {
  query(drafts: Queryable<Draft>) {
    return drafts.where((draft) => draft.id !== '')
  }
}
export class Commented extends Data<{ all?: boolean }> implements CompiledListQuery<Comment> {
  query(comments: Queryable<Comment>) {
    return comments.where((comment) => comment.id !== '')
  }
}
export class Priced extends Data<{ all?: boolean }> implements CompiledListQuery<Price> {
  query(prices: Queryable<Price>) {
    return prices.where((price) => price.id !== '')
  }
}
