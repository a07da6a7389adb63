import { Data } from '@critter/runtime'

export type Role = 'admin' | 'member'

export class Person extends Data<{
  id: string
  name: string
  email: string | null
  nickname?: string
  age: number
  active: boolean
  role: Role
  balance: bigint
  joinedAt: Date
  address?: { city: string; "it's": string }
  tags: readonly string[]
  cards: readonly { number: string; limit: number; frozen: boolean }[]
}> {}
