import { Data, Doc, Get, Use, type Entity } from '@critter/runtime'

export class Timing {
  static before(): void {}
}

@Doc({ name: 'person', softDelete: true })
export class Person extends Data<{ id: string }> {}

@Use(Timing)
export class PersonEndpoint {
  @Get('/people/:id')
  static get(person: Entity<Person>): string {
    return person.id
  }
}
