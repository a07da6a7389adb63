import { Get, Put, type QuerySession, type StoreDoc, storeDoc } from '@critter/runtime'

export class Page {
  id = ''
  next = ''
}

export class SlugEndpoint {
  static before(id: string): { slug: string } {
    return { slug: id.toUpperCase() }
  }

  @Get('/slugs/:id')
  static get(id: string, slug: string): string {
    return id + slug
  }
}

export class PagePairEndpoint {
  static async load(id: string, session: QuerySession): Promise<{ first: Page | null }> {
    return { first: await session.load(Page, id) }
  }

  static async loadNext(first: Page, session: QuerySession): Promise<{ second: Page | null }> {
    return { second: await session.load(Page, first.next) }
  }

  @Put('/pages/:id')
  static put(first: Page, second: Page): StoreDoc<Page> {
    return storeDoc(Page, { id: first.id, next: second.next })
  }
}

export class StepEndpoint {
  static load(order: number): [next: number] {
    return [order + 1]
  }

  static validate(order: number, next: number): string[] {
    return order < next ? [] : ['no way back']
  }

  @Get('/steps/:order')
  static get(order: number, next: number): number {
    return order + next
  }
}
