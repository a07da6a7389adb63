/** Every object has these: `value.constructor` finds what nobody sent. */
export const inheritedNames: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(Object.prototype),
)
