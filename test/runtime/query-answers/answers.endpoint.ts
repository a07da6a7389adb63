// Every query twice: written by Postgres, and read and written by TypeScript because a method takes its rows.
import {
  Get,
  storeDoc,
  type Logger,
  type StoreDoc,
  type CursorPage,
  type FromQuery,
  type Included,
  type Page,
  type QuerySession,
} from '@critter/runtime'
import { Draft, type Owner, type Parcel } from './parcel.js'
import {
  Behind,
  Commented,
  Drafts,
  Heavier,
  Priced,
  Heavy,
  Lightest,
  OnlyOne,
  Optional,
  SecondPage,
  Summaries,
  Weights,
  WithOwner,
  type Summary,
} from './queries.js'

export class Direct {
  @Get('/direct/Heavy')
  static heavy(least: FromQuery<number>): Heavy {
    return new Heavy({ least })
  }

  @Get('/direct/Optional')
  static optional(least2: FromQuery<number | undefined>): Optional {
    return new Optional(least2 === undefined ? { least: 0 } : { least: 0, least2 })
  }

  @Get('/direct/Lightest')
  static lightest(least: FromQuery<number>): Lightest {
    return new Lightest({ least })
  }

  @Get('/direct/OnlyOne')
  static onlyOne(least: FromQuery<number>): OnlyOne {
    return new OnlyOne({ least })
  }

  @Get('/direct/SecondPage')
  static secondPage(least: FromQuery<number>): SecondPage {
    return new SecondPage({ least })
  }

  @Get('/direct/Summaries')
  static summaries(least: FromQuery<number>): Summaries {
    return new Summaries({ least })
  }

  @Get('/direct/Weights')
  static weights(least: FromQuery<number>): Weights {
    return new Weights({ least })
  }

  @Get('/direct/WithOwner')
  static withOwner(least: FromQuery<number>): WithOwner {
    return new WithOwner({ least })
  }

  @Get('/direct/Behind')
  static async behind(cursor?: FromQuery<string>): Promise<Behind> {
    return Promise.resolve(new Behind(cursor === undefined ? {} : { cursor }))
  }
}

export class DecodedHeavy {
  static load(least: FromQuery<number>): Heavy {
    return new Heavy({ least })
  }

  @Get('/decoded/Heavy')
  static get(rows: readonly Parcel[]): readonly Parcel[] {
    return rows
  }
}

export class DecodedOptional {
  static load(least2: FromQuery<number | undefined>): Optional {
    return new Optional(least2 === undefined ? { least: 0 } : { least: 0, least2 })
  }

  @Get('/decoded/Optional')
  static get(rows: readonly Parcel[]): readonly Parcel[] {
    return rows
  }
}

export class DecodedLightest {
  static load(least: FromQuery<number>): Lightest {
    return new Lightest({ least })
  }

  @Get('/decoded/Lightest')
  static get(rows: Parcel): Parcel {
    return rows
  }
}

export class DecodedOnlyOne {
  static load(least: FromQuery<number>): OnlyOne {
    return new OnlyOne({ least })
  }

  @Get('/decoded/OnlyOne')
  static get(rows: Parcel): Parcel {
    return rows
  }
}

export class DecodedSecondPage {
  static load(least: FromQuery<number>): SecondPage {
    return new SecondPage({ least })
  }

  @Get('/decoded/SecondPage')
  static get(rows: Page<Parcel>): Page<Parcel> {
    return rows
  }
}

export class DecodedSummaries {
  @Get('/decoded/Summaries')
  static get(least: FromQuery<number>, session: QuerySession): Promise<readonly Summary[]> {
    return session.query(new Summaries({ least }))
  }
}

export class DecodedWeights {
  static load(least: FromQuery<number>): [rows: Weights] {
    return [new Weights({ least })]
  }

  @Get('/decoded/Weights')
  static get(rows: readonly number[]): readonly number[] {
    return rows
  }
}

export class DecodedWithOwner {
  static load(least: FromQuery<number>): [rows: WithOwner] {
    return [new WithOwner({ least })]
  }

  @Get('/decoded/WithOwner')
  static get(
    rows: readonly Included<Parcel, 'owner', Owner>[],
  ): readonly Included<Parcel, 'owner', Owner>[] {
    return rows
  }
}

export class DecodedBehind {
  static load(cursor?: FromQuery<string>): Behind {
    return new Behind(cursor === undefined ? {} : { cursor })
  }

  @Get('/decoded/Behind')
  static get(rows: CursorPage<Parcel>): CursorPage<Parcel> {
    return rows
  }
}

/** Of the type that is declared, and another class. */
export class AnotherClass {
  @Get('/other')
  static get(): Heavy {
    return new Heavier({ least: 0 })
  }
}

export class OnlyTypeScript {
  @Get('/typescript/comments')
  static comments(): Commented {
    return new Commented({})
  }

  @Get('/typescript/prices')
  static prices(): Priced {
    return new Priced({})
  }
}

export class Taken {
  @Get('/typescript/heavy')
  static get(): Heavy {
    return new Heavy({ least: 0 })
  }

  static after(parcels: readonly Parcel[], logger: Logger): void {
    logger.debug('answered', { parcels: parcels.length })
  }
}

export class Written {
  static before(): StoreDoc<Draft> {
    return storeDoc(Draft, new Draft({ id: 'd' }))
  }

  @Get('/typescript/write')
  static get(): Drafts {
    return new Drafts({})
  }
}
