import { createHash } from 'node:crypto'
import type { DocumentModel } from '../model/application-model.js'

/** As `documents/table-name.ts` of the runtime says it; test/contract/query-operands.test.ts compares them. */
export function tableOf({ name }: Pick<DocumentModel, 'name'>): string {
  return `critter.${tableName(name)}`
}

function tableName(name: string): string {
  const plain = name.replaceAll('-', '_')
  if (/^[a-z0-9_]{1,59}$/.test(plain)) return `doc_${plain}`
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8)
  return `doc_${plain
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '_')
    .slice(0, 50)}_${hash}`
}
