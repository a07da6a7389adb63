import { Get } from '@critter/runtime'

const path: `/${string}` = `/x/${Date.now()}`

export class PathEndpoint {
  @Get(path)
  static get(): string {
    return ''
  }
}
