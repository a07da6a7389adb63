import {
  created,
  Data,
  Get,
  insertDoc,
  Post,
  ProblemDetails,
  ProblemError,
  Produces,
  Results,
  type CreationResponse,
  type Entity,
  type FromHeader,
  type HttpResult,
  type InsertDoc,
} from '@critter/runtime'

/** Where a parcel stands. */
export type ParcelState = 'announced' | 'sent' | 'lost'

/** A country by its two letters. @pattern ^[A-Z]{2}$ */
export type Country = string

export interface Address {
  readonly street: string
  readonly country: Country
}

/**
 * What is sent to somebody.
 *
 * Weighed when it is {@link Parcel handed in}.
 */
export class Parcel extends Data<{
  id: string
  /** @default "announced" */
  state: ParcelState
  to: Address
  /**
   * In grams. @integer @minimum 1
   * @example 1200
   */
  weight: number
  /** @deprecated Ask for the state. */
  lost?: boolean
  insured: { readonly cents: bigint } | null
}> {}

export interface AnnounceParcel {
  readonly id: string
  readonly to: Address
  readonly weight: number
}

export interface Letter {
  readonly type: 'letter'
  readonly stamps: readonly [number, Date]
}
export interface Box {
  readonly type: 'box'
  readonly inside: readonly (Letter | Box)[]
  readonly marks: Readonly<Record<string, string | null>>
}

function brew({ id }: AnnounceParcel): void {
  if (id === 'teapot') throw new ProblemError({ status: 418 })
}

/** @tag parcels */
export class ParcelEndpoints {
  /**
   * Announces a parcel.
   *
   * It is weighed later, whatever is said here.
   *
   * @param command what is sent
   */
  @Post('/parcels')
  @Produces(418)
  static announce(command: AnnounceParcel): [CreationResponse<Parcel>, InsertDoc<Parcel>] {
    if (command.id === '') throw new ProblemError({ status: 422, detail: 'Which one?' })
    brew(command)
    const parcel = new Parcel({ ...command, state: 'announced', insured: null })
    return [created(`/parcels/${parcel.id}`, parcel), insertDoc(Parcel, parcel)]
  }

  /**
   * @deprecated
   * @param language of the names in it
   * @operationId readParcel
   */
  @Get('/parcels/:id')
  static read(parcel: Entity<Parcel>, language: FromHeader<'accept-language'> = 'en'): Parcel {
    return language === 'en' ? parcel : parcel
  }

  /** A result writes itself, and reads may be refused. */
  @Get('/parcels/:id/label')
  static label(parcel: Entity<Parcel>): HttpResult<200> {
    return Results.ok(parcel)
  }

  @Get('/boxes/:name?')
  @Produces(410, ProblemDetails)
  static open(name?: string, deep = false, only?: readonly ParcelState[]): Box | null | HttpResult {
    return name === undefined || deep || only !== undefined
      ? null
      : { type: 'box', inside: [], marks: {} }
  }
}
