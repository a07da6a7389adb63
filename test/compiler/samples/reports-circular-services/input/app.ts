import { Get } from '@critter/runtime'

export class One {
  readonly two: Two
  constructor(two: Two) {
    this.two = two
  }
  run(): void {}
}
export class Two {
  readonly one: One
  constructor(one: One) {
    this.one = one
  }
  run(): void {}
}

export class CircleEndpoint {
  @Get('/circle')
  static get(one: One): void {
    one.run()
  }
}
