import type { GeneratedFile } from './compile-result.js'
import type { IndexFacts, Registration } from './file-facts.js'
import { neededServices } from './needed-services.js'

export interface MixedIndex {
  /** The output folder, relative to the root. */
  readonly output: string
  readonly now: IndexFacts
  /** Of those that `now` is about, as far as they are written. */
  readonly sound: readonly Registration[]
  /** Of the build that wrote the files that stay. */
  readonly last: IndexFacts
  readonly kept: readonly Registration[]
}

/**
 * The index where some endpoints are new and others stay as an earlier build wrote them, because they cannot be compiled
 * now. Needs no program; the printer is loaded when it is first asked for.
 */
export async function printIndex({
  output,
  now,
  sound,
  last,
  kept,
}: MixedIndex): Promise<GeneratedFile> {
  const [{ emitIndex }, { withKept }, { noMessaging, withKeptMessages }] = await Promise.all([
    import('./emit/emit-index.js'),
    import('./emit/index-services.js'),
    import('./emit/index-messaging.js'),
  ])
  const registrations = [...sound, ...kept].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  const services = withKept(now.services, neededServices(kept, last.services))
  const { messaging = noMessaging } = now
  const messages = withKeptMessages(messaging.messages, last.messaging?.messages ?? [])
  return emitIndex(
    { registrations, services, messaging: { ...messaging, messages } },
    { output, importExtension: now.importExtension },
  )
}

/** Endpoints by their routes, then handlers by what they handle. */
function placeOf(each: Registration): string {
  return 'message' in each ? `~ ${each.generatedFile}` : `${each.path} ${each.verb}`
}
