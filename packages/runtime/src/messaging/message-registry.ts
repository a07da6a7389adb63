import { UnknownMessageError } from './errors.js'
import type { AnyMessageMapping } from './message-mapping.js'

/** The messages of an application, and which one an object is. */
export class MessageRegistry {
  readonly #byName = new Map<string, AnyMessageMapping>()
  readonly #byPrototype = new Map<object, AnyMessageMapping>()
  readonly #byLiteral = new Map<string, AnyMessageMapping>()

  constructor(mappings: readonly AnyMessageMapping[]) {
    for (const mapping of mappings) {
      const { name, type, literal } = mapping
      this.#byName.set(name, mapping)
      if (type !== undefined) this.#byPrototype.set(type.prototype as object, mapping)
      if (literal !== undefined) this.#byLiteral.set(keyOf(literal.member, literal.value), mapping)
    }
  }

  get all(): Iterable<AnyMessageMapping> {
    return this.#byName.values()
  }

  named(name: string): AnyMessageMapping | undefined {
    return this.#byName.get(name)
  }

  /** By its class, or one that it extends; else by the literal that no other message has. */
  find(message: object): AnyMessageMapping | undefined {
    let prototype = Object.getPrototypeOf(message) as object | null
    while (prototype !== null && prototype !== Object.prototype) {
      const known = this.#byPrototype.get(prototype)
      if (known !== undefined) return known
      prototype = Object.getPrototypeOf(prototype) as object | null
    }
    return this.#byLiteralOf(message, 'type') ?? this.#byLiteralOf(message, 'kind')
  }

  #byLiteralOf(message: object, member: 'type' | 'kind'): AnyMessageMapping | undefined {
    const value = (message as Readonly<Record<string, unknown>>)[member]
    return typeof value === 'string' ? this.#byLiteral.get(keyOf(member, value)) : undefined
  }

  /**
   * The mapping of this name, or that of the message.
   *
   * @throws {UnknownMessageError} naming the other way to say which it is.
   */
  mappingOf(message: unknown, name: string | undefined): AnyMessageMapping {
    const known =
      name === undefined
        ? isObject(message) && this.find(message)
        : isObject(message) && this.#byName.get(name)
    if (known) return known
    throw new UnknownMessageError(this.#explain(message, name))
  }

  #explain(message: unknown, name: string | undefined): string {
    if (!isObject(message)) {
      return `Expected a message, found ${message === null ? 'null' : `a ${typeof message}`}.`
    }
    const names = [...this.#byName.keys()].sort()
    const known = `Known are: ${names.join(', ') || 'none'}. Run "critter codegen" after a new one was written.`
    if (name !== undefined) return `No message is called "${name}". ${known}`
    const example = names[0] ?? 'order-placed'
    return (
      `${describe(message)} is not known as a message: it is no instance of a message's class, and has no "type" or "kind" ` +
      `that only one message has. Make it with "new", or say which it is by its name: publish('${example}', …). ${known}`
    )
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function keyOf(member: string, value: string): string {
  return `${member}=${value}`
}

function describe(message: object): string {
  const { name } =
    (message as { readonly constructor?: { readonly name?: string } }).constructor ?? {}
  if (name !== undefined && name !== '' && name !== 'Object') return `An instance of ${name}`
  const members = Object.keys(message).slice(0, 5)
  return members.length === 0 ? 'An empty object' : `An object with ${members.join(', ')}`
}
