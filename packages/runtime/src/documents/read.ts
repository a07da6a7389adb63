import type { IdOf, Type } from '../core/type.js'
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

/** For generated code. */
export function readOne<T>(session: QuerySession, read: Read<T>): Promise<T> {
  return run(read, session)
}

type Results<R extends readonly Read<unknown>[]> = {
  -readonly [K in keyof R]: R[K] extends Read<infer T> ? T : never
}

/** For generated code: all of them in one flush. */
export function readAll<const R extends readonly Read<unknown>[]>(
  session: QuerySession,
  reads: R,
): Promise<Results<R>> {
  return Promise.all(reads.map((read) => run(read, session))) as Promise<never>
}
