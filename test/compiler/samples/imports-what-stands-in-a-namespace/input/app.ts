import { Get, Post, storeDoc, type Entity, type StoreDoc } from '@critter/runtime'

export namespace Mail {
  export enum State {
    Draft = 'draft',
    Sent = 'sent',
  }

  export interface Wanted {
    readonly id: string
    readonly state: State
    readonly head: Parts.Head
  }

  export class Letter {
    id = ''
    state: State = State.Draft
  }

  export interface Sender {
    send(letter: Letter): void
  }

  export namespace Parts {
    export interface Head {
      readonly to: string
      readonly state: Mail.State
    }
  }
}

export class FindEndpoint {
  @Get('/letters')
  static find(state: Mail.State): Mail.Parts.Head {
    return { to: 'Ann', state }
  }
}

export class LetterEndpoint {
  @Get('/letters/:id')
  static get(letter: Entity<Mail.Letter>): Mail.Letter {
    return letter
  }
}

export class WriteEndpoint {
  @Post('/letters')
  static write(wanted: Mail.Wanted, sender: Mail.Sender): StoreDoc<Mail.Letter> {
    const letter = { id: wanted.id, state: wanted.state }
    sender.send(letter)
    return storeDoc(Mail.Letter, letter)
  }
}
