import { Get } from '@critter/runtime'

export class One {
  readonly two: Two
  constructor(two: Two) {
    this.two = two
  }
  run(): void {}
}
export class Two {
  readonly three: Three
  constructor(three: Three) {
    this.three = three
  }
  run(): void {}
}
export class Three {
  readonly one: One
  constructor(one: One) {
    this.one = one
  }
  run(): void {}
}

/** Leads into the circle and is not part of it. */
export class Outside {
  readonly one: One
  constructor(one: One) {
    this.one = one
  }
  run(): void {}
}

export class Narcissus {
  readonly pool: Narcissus
  constructor(pool: Narcissus) {
    this.pool = pool
  }
  run(): void {}
}

/** Each needs another one, which is never one of those before. */
export class Pyramid<T> {
  readonly below: Pyramid<T[]>
  constructor(below: Pyramid<T[]>) {
    this.below = below
  }
  run(): T | undefined {
    return undefined
  }
}

export class CircleEndpoint {
  @Get('/circle')
  static get(outside: Outside, narcissus: Narcissus): void {
    outside.run()
    narcissus.run()
  }
}

export class PyramidEndpoint {
  @Get('/pyramid')
  static get(pyramid: Pyramid<string>): string {
    return pyramid.run() ?? ''
  }
}
