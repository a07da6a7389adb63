/**
 * The elements of a header that is a list, as RFC 9110 §5.6.1 spells one: between commas, without the blanks around them,
 * and without elements that are empty. Several lines of one name are one list. A comma in a quoted string belongs to it.
 */
export function listValues(header: string): readonly string[] {
  return Array.from(header.matchAll(element), ([text]) => text.trim()).filter((text) => text !== '')
}

// A quote that nobody closes reaches to the end: to look further on for another reading would take the square of the length.
const element = /(?:[^,"]|"(?:[^"\\]|\\.|\\$)*(?:"|$))+/g
