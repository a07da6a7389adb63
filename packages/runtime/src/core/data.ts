/**
 * A record in one line: `class RoomReserved extends Data<{ roomType: RoomType; from: LocalDate }> {}`.
 *
 * Members are named where it is made, read-only afterwards, and a plain object with the same members is as good as an
 * instance wherever one is expected. A class that extends `Data` is never taken for a service.
 */
// `{}` says "no required member" here, in the default and in the condition; `object` would not.
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export const Data: abstract new <T extends object = {}>(
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  ...values: {} extends T ? [values?: T] : [values: T]
) => Readonly<T> = class {
  constructor(values?: object) {
    assign(this, values)
  }
} as never

/** `Object.assign`, except that an own member named `__proto__` does not become the prototype. */
export function assign(target: object, values: object | undefined): void {
  if (values === undefined) return
  if (!Object.hasOwn(values, '__proto__')) {
    Object.assign(target, values)
    return
  }
  const { ['__proto__']: _, ...rest } = values as Record<string, unknown>
  Object.assign(target, rest)
}
