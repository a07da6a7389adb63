/**
 * How deep objects and lists may lie in each other: a walk over more could exhaust the stack. The compiler writes the same
 * number into what it generates.
 */
export const nestingLimit = 100
