import { Get } from '@critter/runtime'
import type { Page } from './page.js'

export class PageEndpoints {
  @Get('/page')
  static get(): Page {
    return { title: '', part: { text: '' } }
  }
}
