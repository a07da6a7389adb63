import { Get } from '@critter/runtime'

export class PingEndpoint {
  @Get('/ping')
  static get(): string {
    return 'pong'
  }
}
