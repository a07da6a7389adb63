import { byId, Get, problem, type ProblemDetails, type Read } from '@critter/runtime'

export class Note {
  id = ''
  text = ''
}

export class NoteEndpoint {
  static load(id: string): [note: Read<Note | null>, stop: ProblemDetails<400> | undefined] {
    return [byId(Note, id), id === '' ? problem({ status: 400 }) : undefined]
  }

  @Get('/notes/:id')
  static get(note: Note): string {
    return note.text
  }
}

export class NamedNoteEndpoint {
  static load(id: string): { note: Read<Note | null> } {
    return { note: byId(Note, id) }
  }

  @Get('/named-notes/:id')
  static get(note: Note): string {
    return note.text
  }
}

export class CheckedNoteEndpoint {
  static load(id: string): Read<Note | null> | ProblemDetails<400> {
    return id === '' ? problem({ status: 400 }) : byId(Note, id)
  }

  @Get('/checked-notes/:id')
  static get(note: Note): string {
    return note.text
  }
}

export class MissingNoteEndpoint {
  static load(id: string): Read<Note | null> | undefined {
    return id === '' ? undefined : byId(Note, id)
  }

  @Get('/missing-notes/:id')
  static get(note: Note): string {
    return note.text
  }
}
