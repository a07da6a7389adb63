import { Data, type CompiledListQuery, type Queryable } from '@critter/runtime'

export class Shop extends Data<{ id: string; city: string; opens: number }> {}

/** Itself no query: nobody makes one. */
export abstract class OfCity extends Data<{ city: string }> implements CompiledListQuery<Shop> {
  query(shops: Queryable<Shop>) {
    return shops.where((shop) => shop.city === this.city)
  }
}
