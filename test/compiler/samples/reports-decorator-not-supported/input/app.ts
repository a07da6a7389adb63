import { Batch, Combined, Data, Doc, Get, Use, type Entity } from '@critter/runtime'

@Doc({ name: 'person', softDelete: true })
export class Person extends Data<{ id: string }> {}

export class Timing {
  static before(): void {}
}

export class PersonEndpoint {
  @Use(Timing)
  static validate(): string[] {
    return []
  }

  @Batch({ size: 10, within: { seconds: 1 } })
  @Combined()
  static rename(): void {}

  @Get('/people/:id')
  static get(person: Entity<Person>): string {
    return person.id
  }
}

/** A mixin. */
export function timed(Base: new () => object): new () => object {
  @Use(Timing)
  class Timed extends Base {}
  return Timed
}
