import { Data, Doc, Get, type Entity } from '@critter/runtime'

@Doc({ name: 'person', softDelete: true })
export class Person extends Data<{ id: string }> {}

export class PersonEndpoint {
  @Get('/people/:id')
  static get(person: Entity<Person>): string {
    return person.id
  }
}
