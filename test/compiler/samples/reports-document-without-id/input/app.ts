import { Data, Post, storeDoc, type StoreDoc } from '@critter/runtime'

export class Note extends Data<{ text: string }> {}

export class NoteEndpoint {
  @Post('/notes')
  static post(note: Note): StoreDoc<Note> {
    return storeDoc(Note, note)
  }
}
