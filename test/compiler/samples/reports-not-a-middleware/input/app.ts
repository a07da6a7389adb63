import { Get, Use } from '@critter/runtime'
import { Ring } from './ring.js'

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

@Use(Ring)
export class RoundEndpoint {
  @Get('/round')
  static round(): string {
    return ''
  }
}
