import { Data, type CompiledListQuery, type CompiledQuery, type Queryable } from '@critter/runtime'
import { Person, type Role } from './people.js'

const adult = 18

export class FindAdults implements CompiledListQuery<Person> {
  query(people: Queryable<Person>) {
    return people.where((person) => person.age >= adult && person.active).orderBy((person) => person.name, 'desc')
  }
}

export class FindByEmail extends Data<{ email: string | null }> implements CompiledQuery<Person, Person | null> {
  query(people: Queryable<Person>) {
    return people.where((person) => person.email === this.email).first()
  }
}

export class SearchPeople
  extends Data<{ name?: string; role?: Role; minimum?: number }>
  implements CompiledListQuery<Person>
{
  query(people: Queryable<Person>) {
    return people
      .where((person) => this.name === undefined || person.name.toLowerCase().startsWith(this.name.toLowerCase()))
      .where((person) => this.role === undefined || person.role === this.role)
      .where((person) => !(person.age < 18) || person.role !== 'admin')
  }
}

export class ListByCity extends Data<{ city: string; ids: string[]; skip: number; take: number }> implements CompiledListQuery<Person, { id: string; name: string; joinedAt: Date }> {
  query(people: Queryable<Person>) {
    return people
      .where((person) => person.address?.city === this.city && person.address?.["it's"] !== "it's \\ 'quoted'")
      .where((person) => this.ids.includes(person.id) || ['admin'].includes(person.role))
      .skip(this.skip)
      .take(this.take)
      .select((person) => ({ id: person.id, name: person.name, joinedAt: person.joinedAt }))
  }
}

export class CountWithCard extends Data<{ number: string; tag: string; limit: number }> implements CompiledQuery<Person, number> {
  query(people: Queryable<Person>) {
    return people
      .where((person) => person.tags.includes(this.tag) && person.cards.some((card) => card.number === this.number))
      .where((person) => person.cards.every((card) => !card.frozen) && person.cards.length > 0)
      .where((person) => person.cards.some((card) => card.number === this.number && card.limit > this.limit * 2))
      .count()
  }
}

export class IsAnybodyRicher extends Data<{ balance: bigint; since: Date }> implements CompiledQuery<Person, boolean> {
  query(people: Queryable<Person>) {
    return people.any((person) => person.balance > this.balance && person.joinedAt < this.since)
  }
}
