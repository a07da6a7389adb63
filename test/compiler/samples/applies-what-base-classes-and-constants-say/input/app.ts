import { Data, Get, Use, type Entity } from '@critter/runtime'
import Last, { Endpoint, First, List, Protected, SecuredEndpoint } from './security.js'

export class Note extends Data<{ id: string; text: string }> {}

export class Audit {
  static before(): void {}
}

/** Timing, Auth, Audit; nobody is told what is missing. */
@Use(Audit)
export class NoteEndpoint extends SecuredEndpoint {
  @Get('/notes/:id')
  static get(note: Entity<Note>): string {
    return note.text
  }
}

/** Timing alone, and a bad request. */
export class OpenNoteEndpoint extends Endpoint {
  @Get('/open-notes/:id')
  static get(note: Entity<Note>): string {
    return note.text
  }
}

export class NotesEndpoint {
  static readonly routes = { last: Last }

  @First
  static prepare(): void {}

  @List('/notes')
  @Protected
  static list(): string {
    return ''
  }

  static last(): string {
    return ''
  }
}
