import { createHash } from 'node:crypto'

/** `daily-room` → `doc_daily_room`. Postgres cuts names at 63 bytes; a long or unusual one ends in a hash of the whole. */
export function tableName(name: string): string {
  const plain = name.replaceAll('-', '_')
  if (/^[a-z0-9_]{1,59}$/.test(plain)) return `doc_${plain}`
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8)
  return `doc_${plain
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '_')
    .slice(0, 50)}_${hash}`
}
