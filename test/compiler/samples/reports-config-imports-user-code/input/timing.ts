/** Middleware. */
export class Timing {
  static before(): void {}
}
