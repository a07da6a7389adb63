import type { DocumentModel, IndexModel } from '../model/application-model.js'
import { stored } from './members.js'

/** What an index is on, as SQL: the texts that queries and the typed builder compare with. */
export function indexExpressions(
  { members, gin }: IndexModel,
  { idType }: DocumentModel,
): readonly string[] {
  const document = { kind: 'document', json: 'data', id: 'id', idType } as const
  return members.map(({ path, kind }) => {
    const { json, value } = stored(document, path, kind)
    return gin ? `(${json}) jsonb_path_ops` : `(${value})`
  })
}

/** `{ members: ['tags'], gin: true }`, or the short form for what is neither. */
export function printIndex(members: readonly string[], gin: boolean): string {
  return gin ? `{ members: ['${members.join("', '")}'], gin: true }` : `'${members.join(', ')}'`
}
