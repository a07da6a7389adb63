import { Data } from '@critter/runtime'

export class CustomerRenamed extends Data<{ name: string }> {}

export class Customer {
  name = ''

  applyRenamed(event: CustomerRenamed) {
    this.name = event.name
  }
}
