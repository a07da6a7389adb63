import { Data, Doc, type CompiledListQuery, type Queryable } from '@critter/runtime'

@Doc({
  indexes: ['city, opens', { members: ['email'], unique: true }, { members: ['tags'], gin: true }],
})
export class Shop extends Data<{
  id: string
  city: string
  opens: number
  email: string | null
  tags: readonly string[]
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
