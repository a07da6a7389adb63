import { Get } from '@critter/runtime'

export class Audit {
  static note(): void {}
}

export class PingEndpoint {
  @Get('/ping')
  static ping(): string {
    return 'pong'
  }
}
