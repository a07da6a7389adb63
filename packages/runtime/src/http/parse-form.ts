import type { UploadedFile } from './uploaded-file.js'

export type FormEntry = readonly [name: string, value: string | UploadedFile]

/** A value for each name, a list where a name comes more than once: what schemas of users and decoders of forms are given. */
export type FormValues = Readonly<
  Record<string, string | UploadedFile | readonly (string | UploadedFile)[]>
>

export function parseForm(bytes: Uint8Array): FormValues {
  return formValues([...new URLSearchParams(new TextDecoder().decode(bytes))])
}

export function formValues(entries: readonly FormEntry[]): FormValues {
  const byName = new Map<string, [FormEntry[1], ...FormEntry[1][]]>()
  for (const [name, value] of entries) {
    const others = byName.get(name)
    if (others === undefined) byName.set(name, [value])
    else others.push(value)
  }
  // `fromEntries` defines members, so that one named `__proto__` stays an ordinary one.
  return Object.fromEntries(
    [...byName].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )
}
