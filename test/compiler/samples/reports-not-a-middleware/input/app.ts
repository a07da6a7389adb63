import { Get, Use } from '@critter/runtime'

export class Stopwatch {
  static begin(): void {}
}

@Use(Stopwatch)
export class PingEndpoint {
  @Get('/ping')
  static ping(): string {
    return 'pong'
  }
}
