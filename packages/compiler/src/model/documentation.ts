/** What the comment before a declaration tells people, as it is written. */
export interface Documentation {
  /** Before the first tag, in Markdown; `{@link …}` is what it shows. */
  readonly text: string
  /** Without those that constrain values. */
  readonly tags: readonly DocumentationTag[]
}
export interface DocumentationTag {
  /** `deprecated` */
  readonly name: string
  /** Up to the next tag, perhaps on several lines. */
  readonly text: string
}
