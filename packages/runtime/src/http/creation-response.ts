/** 201 with `Location`; the body is `Body`, or none. */
export class CreationResponse<Body = undefined> {
  readonly location: string
  readonly body: Body
  // Makes the class nominal.
  readonly #created = true

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
    void ((each: CreationResponse) => each.#created)
  }
}

/** 201 with `Location`. */
export function created(location: string): CreationResponse
export function created<Body>(location: string, body: Body): CreationResponse<Body>
export function created(location: string, body?: unknown): CreationResponse<unknown> {
  return new CreationResponse<unknown>(location, body)
}
