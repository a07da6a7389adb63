import type { WireMessage } from '../../messaging/transport.js'

export function fieldsOf({ id, body, headers }: WireMessage): Record<string, string> {
  return { id, body, headers: JSON.stringify(headers) }
}

/** What others have added may have any fields: a receiver judges the text. */
export function wireMessageOf(fields: Readonly<Record<string, string>>): WireMessage {
  return { id: fields['id'] ?? '', body: fields['body'] ?? '', headers: headersOf(fields) }
}

function headersOf({ headers = '{}' }: Readonly<Record<string, string>>): Record<string, string> {
  try {
    const parsed = JSON.parse(headers) as unknown
    if (typeof parsed !== 'object' || parsed === null) return {}
    return Object.fromEntries(
      Object.entries(parsed).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    )
  } catch {
    return {}
  }
}
