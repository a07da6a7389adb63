import type { Logger } from '../core/logger.js'
import type { SentEnvelope } from './envelope.js'
import type { MessageStore } from './message-store.js'

/** What has no row and is not sent waits in the outbox, for whoever has room. Where that fails, the log says what is lost. */
export async function keepForLater(
  envelopes: readonly SentEnvelope[],
  { store, logger }: { readonly store: MessageStore; readonly logger: Logger },
): Promise<void> {
  try {
    await storeForLater(envelopes, store)
  } catch (error) {
    const ids = envelopes.map((each) => each.id)
    logger.error('messages are lost: neither broker nor database took them', { ids, error })
  }
}

export async function storeForLater(
  envelopes: readonly SentEnvelope[],
  store: MessageStore,
): Promise<void> {
  if (envelopes.length === 0) return
  const leaving = envelopes.map((envelope) => ({ kept: 'outbox', envelope, waits: true }) as const)
  await store.commit(store.storeCommands(leaving))
}
