import { Data, Get, insertDoc, type InsertDoc } from '@critter/runtime'
import { Ring } from './bell.js'

export class AnnounceVisit extends Data<{ id: string; knocks: number }> {}
export class WelcomeVisitor extends Data<{ id: string }> {}
export class Visit extends Data<{ id: string }> {}

export class VisitHandler {
  static handle({ id, knocks }: AnnounceVisit): [Ring | null, InsertDoc<Visit>, WelcomeVisitor] {
    if (knocks > 3) throw new RangeError('too many knocks')
    return [
      knocks === 0 ? null : new Ring({ times: knocks }),
      insertDoc(Visit, new Visit({ id })),
      new WelcomeVisitor({ id }),
    ]
  }

  static handleWelcomeVisitor(_welcome: WelcomeVisitor): void {}
}

export class BellEndpoint {
  @Get('/bell')
  static get(): string {
    return 'ding'
  }
}
