import { millisecondsOf } from '../core/duration.js'
import { UnknownMessageError } from './errors.js'
import { ruleOf, type ErrorRule, type ErrorRuleData } from './error-rule.js'
import type { HandlerRegistration, MessageHandler } from './message-handler.js'
import type { AnyMessageMapping } from './message-mapping.js'
import type { MessageRegistry } from './message-registry.js'

/** One generated handler with all that running it takes. */
export interface Handler {
  /** `GenerateImageHandler.handle`. */
  readonly name: string
  readonly mapping: AnyMessageMapping
  readonly handler: MessageHandler
  /** Its own, then those of the application. */
  readonly rules: readonly ErrorRuleData[]
  readonly batch: { readonly size: number; readonly withinMs: number } | undefined
}

/** Which handlers a message has. */
export class Handlers {
  readonly #byMessage = new Map<string, Handler[]>()

  constructor(
    registrations: readonly HandlerRegistration[],
    messages: MessageRegistry,
    common: readonly ErrorRule[],
  ) {
    const commonRules = common.map(ruleOf)
    for (const { message, name, handler, errors = [], batch } of registrations) {
      const mapping = messages.named(message)
      if (mapping === undefined) {
        throw new UnknownMessageError(
          `${name} handles "${message}", which is not among the messages of the application. Run "critter codegen".`,
        )
      }
      const own = this.#byMessage.get(message) ?? []
      this.#byMessage.set(message, own)
      own.push({
        name,
        mapping,
        handler,
        rules: [...errors.map(ruleOf), ...commonRules],
        batch:
          batch === undefined
            ? undefined
            : {
                size: Math.max(batch.size, 1),
                withinMs: millisecondsOf(batch.within, `within of the batch of ${name}`),
              },
      })
    }
  }

  of(messageName: string): readonly Handler[] {
    return this.#byMessage.get(messageName) ?? none
  }

  /** Wire names. */
  get messages(): Iterable<string> {
    return this.#byMessage.keys()
  }
}

const none: readonly Handler[] = []
