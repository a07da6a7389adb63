import { EmptyResponse, Post } from '@critter/runtime'
import { IncrementCount } from './increment-count.handler.js'

export class IncrementEndpoint {
  @Post('/increment')
  @EmptyResponse()
  static post(): IncrementCount {
    return new IncrementCount()
  }
}
