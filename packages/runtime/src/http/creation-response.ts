import { LocatedResponse } from './located-response.js'

/** 201 with `Location`; the body is `Body`, or none. */
export class CreationResponse<Body = undefined> extends LocatedResponse<Body> {
  // Makes the class nominal.
  readonly #created = true

  static {
    // Unread, the brand would count as a mistake.
    // eslint-disable-next-line @typescript-eslint/no-meaningless-void-operator
    void ((each: CreationResponse) => each.#created)
  }
}

/** 201 with `Location`. */
export function created(location: string): CreationResponse
export function created<Body>(location: string, body: Body): CreationResponse<Body>
export function created(location: string, body?: unknown): CreationResponse<unknown> {
  return new CreationResponse<unknown>(location, body)
}
