import { LocatedResponse } from './located-response.js'

/** 202 with `Location`. */
export class AcceptResponse<Body = undefined> extends LocatedResponse<Body> {
  // Makes the class nominal.
  readonly #accepted = true

  static {
    // Unread, the brand would count as a mistake.
    // eslint-disable-next-line @typescript-eslint/no-meaningless-void-operator
    void ((each: AcceptResponse) => each.#accepted)
  }
}

/** 202 with `Location`: it will be done. */
export function accepted(location: string): AcceptResponse
export function accepted<Body>(location: string, body: Body): AcceptResponse<Body>
export function accepted(location: string, body?: unknown): AcceptResponse<unknown> {
  return new AcceptResponse<unknown>(location, body)
}
