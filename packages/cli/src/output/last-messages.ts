import type { IndexFacts, Registration } from '@critter/compiler'
import { isGone } from './lost-files.js'

/** Messages as the last definition has them, beside those of now. */
export class LastMessages {
  readonly #last: ReadonlySet<string>
  /** One of them cannot be read now, though its type is there. */
  readonly areLost: boolean

  constructor({ now, last }: { readonly now: IndexFacts; readonly last: IndexFacts }) {
    const names = new Set(messagesOf(now).map(({ name }) => name))
    this.#last = new Set(messagesOf(last).map(({ name }) => name))
    this.areLost = [...this.#last].some((each) => !names.has(each))
  }

  /** Whether a definition that stays has what this handles. */
  knew(registration: Registration | undefined): boolean {
    return (
      registration === undefined ||
      !('message' in registration) ||
      this.#last.has(registration.message)
    )
  }
}

/** Without messages whose types are no longer there. */
export function withoutGone(index: IndexFacts, root: string): IndexFacts {
  const { messaging } = index
  if (messaging === undefined) return index
  const messages = messaging.messages.filter(
    ({ import: ref }) => ref.kind === 'module' || !isGone(`${ref.path}#${ref.name}`, root),
  )
  return { ...index, messaging: { ...messaging, messages } }
}

function messagesOf({ messaging }: IndexFacts) {
  return messaging?.messages ?? []
}
