import {
  Data,
  Doc,
  insertDoc,
  Post,
  problem,
  Put,
  storeDoc,
  Use,
  type DocumentNotUniqueError,
  type DocumentSession,
  type FromRoute,
  type InsertDoc,
  type NewId,
  type ProblemDetails,
  type QuerySession,
  type StoreDoc,
} from '@critter/runtime'

@Doc({ indexes: [{ members: ['email'], unique: true }] })
export class Member extends Data<{ id: string; email: string }> {}

@Doc({ indexes: ['name'] })
export class Club extends Data<{ id: string; name: string }> {}

export interface Join {
  readonly email: string
}
export interface Found {
  readonly name: string
}

export class UniqueMembers {
  /** The id is new, the address need not be. */
  @Post('/members')
  static join(command: Join, id: NewId): InsertDoc<Member> {
    return insertDoc(Member, new Member({ id, ...command }))
  }

  @Put('/members/:id')
  static change(command: Join, id: FromRoute<string>): StoreDoc<Member> {
    return storeDoc(Member, new Member({ id, ...command }))
  }

  /** Nothing is unique but the id, which is new: no 409. */
  @Post('/clubs')
  static found(command: Found, id: NewId): InsertDoc<Club> {
    return insertDoc(Club, new Club({ id, ...command }))
  }
}

export class CaughtMembers {
  @Post('/caught-members')
  static join(command: Join, id: NewId): InsertDoc<Member> {
    return insertDoc(Member, new Member({ id, ...command }))
  }

  static onException(error: DocumentNotUniqueError): ProblemDetails<422> {
    return problem({ status: 422, detail: error.members.join() })
  }
}

/** An error of one's own that happens to have the name of another: it answers nothing of a commit. */
export class DocumentExistsError extends Error {}

export class MistakenClubs {
  @Put('/mistaken-clubs/:id')
  static found(command: Found, id: FromRoute<string>): InsertDoc<Club> {
    return insertDoc(Club, new Club({ id, ...command }))
  }

  static onException(error: DocumentExistsError): ProblemDetails<422> {
    return problem({ status: 422, detail: error.message })
  }
}

/** Two middleware whose methods have one name: the second writes. */
export class Reads {
  before(session: QuerySession): void {
    void session
  }
}
export class Writes {
  before(session: DocumentSession): void {
    void session
  }
}

@Use(Reads, Writes)
export class WrappedClubs {
  @Post('/wrapped-clubs')
  static found(command: Found, id: NewId): InsertDoc<Club> {
    return insertDoc(Club, new Club({ id, ...command }))
  }
}

/** What a policy inserts takes a new id of its own: that of the club comes from the path. */
export class Journal {
  static note(entry: NewId): void {
    void entry
  }
}

export class NotedClubs {
  @Put('/noted-clubs/:id')
  static found(command: Found, id: FromRoute<string>): InsertDoc<Club> {
    return insertDoc(Club, new Club({ id, ...command }))
  }
}
