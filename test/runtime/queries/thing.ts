import { Data } from '@critter/runtime'

export type Level = 'low' | 'high'

/** A document with a member of every kind. */
export class Thing extends Data<{
  id: string
  name: string
  note?: string
  email: string | null
  both?: string | null
  count: number
  rating?: number
  open: boolean
  flag?: boolean
  level: Level
  big: bigint
  at: Date
  until?: Date
  tags: readonly string[]
  labels?: readonly string[]
  marks: readonly (string | null)[]
  bigs: readonly bigint[]
  flags: readonly boolean[]
  matrix: readonly (readonly number[])[]
  scores: readonly number[]
  lines: readonly Line[]
  place?: { city: string; zip?: string }
  "it's odd": string
  ownerId?: string
}> {}

export interface Line {
  readonly sku: string
  readonly quantity: number
  readonly open: boolean
  readonly note?: string | null
  readonly labels: readonly string[]
}

export class Owner extends Data<{ id: string; name: string; rank?: number }> {}

/** What the queries of these tests are asked with. */
export class Asked extends Data<{
  text: string
  other: string
  maybeText?: string
  bothText?: string | null
  nullText: string | null
  number: number
  maybeNumber?: number
  flag: boolean
  level: Level
  maybeLevel?: Level
  big: bigint
  at: Date
  texts: readonly string[]
  numbers: readonly number[]
  bigs: readonly bigint[]
  flags: readonly boolean[]
  nullTexts: readonly (string | null)[]
  maybeAt?: Date
  milliseconds: number
  skip: number
  take: number
}> {}
