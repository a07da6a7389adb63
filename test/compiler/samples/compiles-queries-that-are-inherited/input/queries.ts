import type { Queryable } from '@critter/runtime'
import { OfCity, type Shop } from './shop.js'

export class ShopsOfCity extends OfCity {}

export class LateShops extends OfCity {
  override query(shops: Queryable<Shop>) {
    return shops.where((shop) => shop.city === this.city && shop.opens > 9)
  }
}

export class Other {}
export class NoQuery extends Other {}
