import type { SentEnvelope } from './envelope.js'

/** What happens to messages, told as it happens: to the testing kit, to traces and to metrics. */
export type MessageEvent = {
  readonly at: Date
  readonly envelope: SentEnvelope
} & (
  | { readonly kind: 'sent' | 'scheduled' | 'no-subscriber' }
  | { readonly kind: 'received' }
  | { readonly kind: 'started'; readonly handler: string }
  | { readonly kind: 'executed' | 'stopped'; readonly handler: string; readonly ms: number }
  | { readonly kind: 'failed'; readonly handler: string; readonly error: unknown }
  | { readonly kind: 'requeued' | 'discarded' | 'duplicate' }
  | { readonly kind: 'dead-lettered'; readonly reason: string; readonly error?: unknown }
)

/** Must not throw, and must not wait. */
export type Observer = (event: MessageEvent) => void
