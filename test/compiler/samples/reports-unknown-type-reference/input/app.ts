import { Get } from '@critter/runtime'

export class Timing {
  static before(): void {}
}

export class PingEndpoint {
  @Get('/ping')
  static ping(): string {
    return 'pong'
  }
}

export interface Hub {
  post(): void
}
