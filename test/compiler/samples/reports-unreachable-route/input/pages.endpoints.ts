import { Get } from '@critter/runtime'

const name = 'computed'

export class ComputedEndpoint {
  @Get('/computed')
  static [name](): string {
    return 'computed'
  }
}

export const Expression = class {
  @Get('/expression')
  static get(): string {
    return 'expression'
  }
}

export const Listed = class Listed {
  static readonly routes = { get: Get('/listed') }

  static get(): string {
    return 'listed'
  }
}

export namespace Pages {
  export class Nested {
    @Get('/nested')
    static get(): string {
      return 'nested'
    }
  }
}

export abstract class LonelyEndpoint {
  @Get('/lonely')
  static get(): string {
    return 'lonely'
  }
}

export abstract class SharedEndpoint {
  @Get('/shared')
  static get(): string {
    return 'shared'
  }
}
