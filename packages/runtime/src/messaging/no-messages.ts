import type { ExecutionMessages } from '../execution/execution-messages.js'
import { Bus } from './bus.js'
import type { Envelope } from './envelope.js'
import { NoEnvelopeError, UnknownMessageError } from './errors.js'
import type { MessageContext } from './message-bus.js'

/** The bus of an application that has no messages: whatever is sent, it is not known. */
export class BusWithoutMessages extends Bus implements MessageContext {
  get envelope(): Envelope {
    throw new NoEnvelopeError()
  }

  protected override dispatch(): Promise<never> {
    return Promise.reject(unknown())
  }

  protected override run(): Promise<never> {
    return Promise.reject(unknown())
  }
}

/** What its executions send: nothing. */
export const noMessages: ExecutionMessages = {
  context: new BusWithoutMessages(),
  isEmpty: true,
  cascade(value) {
    if (value !== null && value !== undefined) throw unknown()
  },
  cascadeAsync: (value) =>
    value === null || value === undefined ? Promise.resolve() : Promise.reject(unknown()),
  commit: () => Promise.resolve(),
  released: () => Promise.resolve(),
  end() {},
  before: () => [],
  after: () => [],
  committed() {},
  failed() {},
}

function unknown(): UnknownMessageError {
  return new UnknownMessageError(
    'The application has no messages: no handler takes one, and none is known by its name. Write a handler, then run ' +
      '"critter codegen".',
  )
}
