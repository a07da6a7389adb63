interface Part {
  readonly text: string
}
export interface Page {
  readonly title: string
  readonly part: Part
}
export type { Page as 'the page', Part as 'the-part' }
