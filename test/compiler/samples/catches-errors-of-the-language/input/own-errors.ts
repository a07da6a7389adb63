/** Called like one of the language, and another one. */
export class TypeError extends Error {
  readonly mine = true
}
