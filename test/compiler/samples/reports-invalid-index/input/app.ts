import { Data, Doc } from '@critter/runtime'

@Doc({ indexes: ['city', 'tags', { members: ['name'], gin: true }] })
export class Shop extends Data<{ id: string; name: string; tags: readonly string[] }> {}
