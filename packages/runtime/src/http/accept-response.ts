/** 202 with `Location`. */
export class AcceptResponse<Body = undefined> {
  readonly location: string
  readonly body: Body
  // Makes the class nominal.
  readonly #accepted = true

  constructor(
    ...values: undefined extends Body
      ? [location: string, body?: Body]
      : [location: string, body: Body]
  ) {
    this.location = values[0]
    this.body = values[1] as Body
  }

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
