import { RuntimeError } from '../errors.js'

/** An endpoint was about to answer that all is well, and what was sent while it was answered had not been committed. */
export class UncommittedMessagesError extends RuntimeError {
  readonly code = 'ERR_UNCOMMITTED_MESSAGES'

  constructor() {
    super(
      'Messages were sent while the request was answered, by a service, and nothing commits them: generated code commits where ' +
        'it sees that something is sent or stored. Take a MessageBus as a parameter of the endpoint and give it to the service.',
    )
  }
}
