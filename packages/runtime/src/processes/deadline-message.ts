import type { MessageMapping } from '../messaging/message-mapping.js'

/** What a deadline sends when it passes: which process it is of. */
export interface PassedDeadline {
  readonly id: string
}

/** How it crosses. Known by its name alone. */
export function deadlineMessage(name: string): MessageMapping<PassedDeadline> {
  return {
    name,
    version: 1,
    isOwn: true,
    encode: ({ id }) => `{"id":${JSON.stringify(id)}}`,
    decode(value, violations) {
      const { id } = (value ?? {}) as { readonly id?: unknown }
      if (typeof id === 'string') return { id }
      violations.push({ pointer: '/id', detail: 'expected a string' })
      return undefined
    },
  }
}
