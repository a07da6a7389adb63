// The statements of one document table. They are short, and only side by side show that each checks what it expects.
//
// One document is one statement: a batch through unnest, joined to the table, was planned as a hash join over all of it.
// Postgres 15, one connection, 1, 10 and 100 documents of 300 bytes: update 127, 246 and 1468 µs one by one, against 876,
// 1021 and 1934 µs as a batch that locks in order; store 102, 217 and 1313 µs against 127, 216 and 1005 µs. So only inserts,
// which need no join, travel as arrays, from `batchSize` on.
import { constantStatement, type Statement } from '../../postgres/statement.js'
import { refusal } from '../../postgres/sqlstate.js'
import type { DocumentMapping } from '../document-mapping.js'

/** From how many rows on arrays are faster than statements. */
export const batchSize = 10

type IdType = DocumentMapping['idType']

/** $1 tenant, $2 id. Columns: data, revision. */
export function loadStatement(table: string, idType: IdType): Statement {
  return constantStatement(`
  select data, revision
    from ${table}
   where tenant = $1::text
     and id = $2::${idType}`)
}

/** $1 tenant, $2 ids. Columns: data, revision, place of the id in the array. */
export function loadManyStatement(table: string, idType: IdType): Statement {
  return constantStatement(`
  select document.data, document.revision, wanted.position
    from unnest($2::${idType}[]) with ordinality as wanted (id, position)
    join ${table} as document
      on document.tenant = $1::text
     and document.id = wanted.id
   order by wanted.position`)
}

/** $1 tenant, $2 id, $3 data, $4 now, $5 the revision of what is new. */
export function storeStatement(table: string, idType: IdType): Statement {
  return constantStatement(`
  insert into ${table} as document (tenant, id, data, revision, updated_at)
  values ($1::text, $2::${idType}, $3::jsonb, $5::int, $4::timestamptz)
      on conflict (tenant, id) do update
     set data = excluded.data, revision = document.revision + 1, updated_at = excluded.updated_at`)
}

/** The same with arrays of ids and data; the order of the arrays is the order of the locks. */
export function storeManyStatement(table: string, idType: IdType): Statement {
  return constantStatement(`
  insert into ${table} as document (tenant, id, data, revision, updated_at)
  select $1::text, stored.id, stored.data::jsonb, $5::int, $4::timestamptz
    from unnest($2::${idType}[], $3::text[]) with ordinality as stored (id, data, position)
   order by stored.position
      on conflict (tenant, id) do update
     set data = excluded.data, revision = document.revision + 1, updated_at = excluded.updated_at`)
}

/** $1 tenant, $2 id, $3 data, $4 now, $5 the revision of what is new. */
export function insertStatement(table: string, idType: IdType): Statement {
  return constantStatement(`
  with inserted as (
         insert into ${table} (tenant, id, data, revision, updated_at)
         values ($1::text, $2::${idType}, $3::jsonb, $5::int, $4::timestamptz)
             on conflict (tenant, id) do nothing
         returning id
       )
  select critter.refuse('${refusal.documentExists}', 'document exists', $2::text)
   where not exists (select from inserted)`)
}

/** The same with arrays of ids and data. */
export function insertManyStatement(table: string, idType: IdType): Statement {
  return constantStatement(`
  with inserted as (
         insert into ${table} (tenant, id, data, revision, updated_at)
         select $1::text, wanted.id, wanted.data::jsonb, $5::int, $4::timestamptz
           from unnest($2::${idType}[], $3::text[]) with ordinality as wanted (id, data, position)
          order by wanted.position
             on conflict (tenant, id) do nothing
         returning id
       )
  select critter.refuse('${refusal.documentExists}', 'document exists', wanted.id::text)
    from unnest($2::${idType}[]) as wanted (id)
   where not exists (select from inserted where inserted.id = wanted.id)`)
}

/** $1 tenant, $2 id, $3 data, $4 now, $5 the revision it must have, or null when it must only be there. */
export function updateStatement(table: string, idType: IdType): Statement {
  return constantStatement(`
  with updated as (
         update ${table}
            set data = $3::jsonb, revision = revision + 1, updated_at = $4::timestamptz
          where tenant = $1::text
            and id = $2::${idType}
            and ($5::int is null or revision = $5::int)
         returning id
       )
  select critter.refuse(
           case when $5::int is null then '${refusal.documentMissing}' else '${refusal.documentChanged}' end,
           'expected another revision of a document', $2::text)
   where not exists (select from updated)`)
}

/** $1 tenant, $2 id. */
export function deleteStatement(table: string, idType: IdType): Statement {
  return constantStatement(`
  delete from ${table}
   where tenant = $1::text
     and id = $2::${idType}`)
}

/** $1 tenant, $2 id, $3 the revision it must have, or null when it must only be there. */
export function deleteExpectedStatement(table: string, idType: IdType): Statement {
  return constantStatement(`
  with deleted as (
         delete from ${table}
          where tenant = $1::text
            and id = $2::${idType}
            and ($3::int is null or revision = $3::int)
         returning id
       )
  select critter.refuse(
           case when $3::int is null then '${refusal.documentMissing}' else '${refusal.documentChanged}' end,
           'expected another revision of a document', $2::text)
   where not exists (select from deleted)`)
}

/** Refuses when the document is there. $1 tenant, $2 id. */
export function expectMissingStatement(table: string, idType: IdType): Statement {
  return constantStatement(`
  select critter.refuse('${refusal.documentExists}', 'document exists', $2::text)
    from ${table}
   where tenant = $1::text
     and id = $2::${idType}`)
}
