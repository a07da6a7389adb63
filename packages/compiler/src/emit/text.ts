/** A string literal as prettier would quote it: single quotes unless double ones need fewer escapes. */
export function quote(text: string): string {
  if (needsNoEscape.test(text)) return `'${text}'`
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  const singles = escaped.split("'").length
  const doubles = escaped.split('"').length
  return singles > doubles
    ? `"${escaped.replaceAll('"', '\\"')}"`
    : `'${escaped.replaceAll("'", "\\'")}'`
}

// Nearly all of a document of megabytes. Surrogates may be lone ones, which are escaped.
const needsNoEscape = /^[ !#-&(-[\]-~\u00a0-\u2027\u202a-\ud7ff\ue000-\uffff]*$/

/** The name of a member in an object literal or a type. */
export function memberName(name: string): string {
  return isPlainName(name) ? name : quote(name)
}

/** `.name`, or `['two words']`. */
export function memberAccess(name: string): string {
  return isPlainName(name) ? `.${name}` : `[${quote(name)}]`
}

/** Prettier takes the quotes off most of these, and puts none on. */
export function isPlainName(name: string): boolean {
  return /^[$_\p{ID_Start}][$\p{ID_Continue}\u200c\u200d]*$/u.test(name)
}

/** Text between the backticks of a template. Line breaks are escaped: JavaScript reads all kinds of them as one, and layout may indent what follows. */
export function templateText(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/`/g, '\\`')
    .replace(/\$\{/g, '\\${')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
}

/** A file is called after what it exports: `imagesOfCustomer` → `images-of-customer`. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
}
