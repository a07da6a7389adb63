import { Get } from '@critter/runtime'

export class PingEndpoint {
  @Get('/ping')
  static ping(): string {
    return 'pong'
  }
}
