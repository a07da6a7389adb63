import { Data, Doc, type CompiledListQuery, type Queryable } from '@critter/runtime'

@Doc({
  indexes: [
    'city, opens',
    'since',
    'address.floor',
    { members: ['email'], unique: true },
    { members: ['tags'], gin: true },
  ],
})
export class Shop extends Data<{
  id: string
  city: string
  opens: number
  email: string | null
  tags: readonly string[]
  since: Date
  address: { floor: number }
}> {}

export class ShopsOfCity
  extends Data<{ city: string; hour: number }>
  implements CompiledListQuery<Shop>
{
  query(shops: Queryable<Shop>) {
    return shops.where((shop) => shop.city === this.city && shop.opens <= this.hour)
  }
}

export class ShopsWith extends Data<{ tag: string }> implements CompiledListQuery<Shop> {
  query(shops: Queryable<Shop>) {
    return shops.where((shop) => shop.tags.includes(this.tag))
  }
}

export class ShopsOnFloor extends Data<{ floor: number }> implements CompiledListQuery<Shop> {
  query(shops: Queryable<Shop>) {
    return shops.where((shop) => shop.address.floor === this.floor)
  }
}

export class ShopsOfEmail extends Data<{ email: string }> implements CompiledListQuery<Shop> {
  query(shops: Queryable<Shop>) {
    return shops.where((shop) => shop.email === this.email)
  }
}

export class ShopsOfCitiesLike extends Data<{ prefix: string }> implements CompiledListQuery<Shop> {
  query(shops: Queryable<Shop>) {
    return shops.where((shop) => shop.city.startsWith(this.prefix))
  }
}

export class ShopsSince extends Data<{ from: Date; to: Date }> implements CompiledListQuery<Shop> {
  query(shops: Queryable<Shop>) {
    return shops.where((shop) => shop.since >= this.from && shop.since < this.to)
  }
}

export class ShopsOpenAt extends Data<{ hour: number }> implements CompiledListQuery<Shop> {
  query(shops: Queryable<Shop>) {
    return shops.where((shop) => shop.opens <= this.hour)
  }
}
