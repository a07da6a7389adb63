import type { IdOf, Type } from '../core/type.js'
import type { CompiledListQuery, CompiledQuery } from './queryable.js'
import type { QuerySession } from './sessions.js'

let make: <T>(run: (session: QuerySession) => Promise<T>) => Read<T>
let run: <T>(read: Read<T>, session: QuerySession) => Promise<T>

/** A read that is asked for by returning it; several leave in one flush. Made by `byId` and `byIds`. */
export class Read<out T> {
  readonly #run: (session: QuerySession) => Promise<T>

  private constructor(run: (session: QuerySession) => Promise<T>) {
    this.#run = run
  }

  static {
    make = (how) => new Read(how)
    run = (read, session) => read.#run(session)
  }
}

/** Loads one document; `null` when there is none. */
export function byId<T extends object>(type: Type<T>, id: IdOf<T>): Read<T | null> {
  return make((session) => session.load(type, id))
}

/** Loads the documents that exist, in the order of the ids, each once. */
export function byIds<T extends object>(type: Type<T>, ids: Iterable<IdOf<T>>): Read<readonly T[]> {
  return make((session) => session.loadMany(type, ids))
}

/** What a method returns to have it asked: a read, or a compiled query. */
export type Readable =
  Read<unknown> | CompiledListQuery<never, unknown> | CompiledQuery<never, unknown>

export type Result<R> =
  R extends Read<infer T>
    ? T
    : R extends CompiledListQuery<never, infer Out>
      ? readonly Out[]
      : R extends CompiledQuery<never, infer Out>
        ? Out
        : never

/** For generated code. */
export function readOne<R extends Readable>(session: QuerySession, read: R): Promise<Result<R>> {
  return ask(session, read) as Promise<never>
}

type Results<R extends readonly Readable[]> = { -readonly [K in keyof R]: Result<R[K]> }

/** For generated code: all of them in one flush. */
export function readAll<const R extends readonly Readable[]>(
  session: QuerySession,
  reads: R,
): Promise<Results<R>> {
  return Promise.all(reads.map((read) => ask(session, read))) as Promise<never>
}

function ask(session: QuerySession, read: Readable): Promise<unknown> {
  if (read instanceof Read) return run(read, session)
  return session.query(read as CompiledQuery<never, unknown>)
}
