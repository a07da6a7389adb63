import { Data, Doc, type CompiledListQuery, type Included, type Queryable } from '@critter/runtime'

@Doc({ indexes: ['owner'] })
export class Shop extends Data<{ id: string; city: string; opens: number; owner: string; tags: readonly string[] }> {}

export class ShopsOfCity extends Data<{ city: string; hour: number }> implements CompiledListQuery<Shop> {
  query(shops: Queryable<Shop>) {
    return shops.where((shop) => shop.opens <= this.hour && shop.city === this.city)
  }
}

export class ShopsWith extends Data<{ tag: string }> implements CompiledListQuery<Shop> {
  query(shops: Queryable<Shop>) {
    return shops.where((shop) => shop.tags.includes(this.tag))
  }
}

export class ShopsOf extends Data<{ owner: string; hour: number }> implements CompiledListQuery<Shop> {
  query(shops: Queryable<Shop>) {
    return shops.where((shop) => shop.owner === this.owner && shop.opens > this.hour)
  }
}

export class ShopsBeside extends Data<{ hour: number; city: string }> implements CompiledListQuery<Shop, Included<Shop, 'other', Shop>> {
  query(shops: Queryable<Shop>) {
    return shops
      .include('other', Shop, (shop) => shop.owner)
      .where((row) => row.document.opens > this.hour && row.other?.city === this.city)
  }
}
