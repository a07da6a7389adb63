import { Data, Doc } from '@critter/runtime'

@Doc({
  name: 'store',
  indexes: [
    'city, opens',
    'address.zip',
    { members: ['email'], unique: true },
    { members: ['tags'], gin: true },
  ],
})
export class Shop extends Data<{
  id: string
  city: string
  opens: number
  email: string | null
  address?: { zip: string }
  tags: readonly string[]
  turnover: bigint
}> {}
