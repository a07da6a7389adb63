/** An answer that says where its subject is found. Each kind has a brand of its own: none can stand for another. */
export abstract class LocatedResponse<Body> {
  readonly location: string
  readonly body: Body

  constructor(
    ...values: undefined extends Body
      ? [location: string, body?: Body]
      : [location: string, body: Body]
  ) {
    this.location = values[0]
    this.body = values[1] as Body
  }
}
