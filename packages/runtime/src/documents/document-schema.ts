import type { ClientBase } from 'pg'
import { RuntimeError } from '../errors.js'
import { quoteLiteral } from '../postgres/quote.js'
import { indexesOf } from './document-index.js'
import type { DocumentTable } from './document-table.js'

/** A table of documents and the statements that make it, for whoever applies them. */
export interface TableDefinition {
  readonly name: string
  readonly statements: readonly string[]
}

const idColumns = { text: 'text collate "C"', float8: 'float8', int8: 'int8' } as const

export function defineTable(table: DocumentTable): TableDefinition {
  const { name, qualifiedName, mapping } = table
  const create = `create table if not exists ${qualifiedName} (
  tenant text collate "C" not null default '',
  id ${idColumns[mapping.idType]} not null,
  data jsonb not null,
  revision int not null,
  updated_at timestamptz not null,
  primary key (tenant, id)
)`
  return { name, statements: [create, ...indexesOf(table).map((each) => each.create)] }
}

/** Two classes are stored under one name, or one is stored otherwise than its table was made for. */
export class DocumentTableError extends RuntimeError {
  readonly code = 'ERR_DOCUMENT_TABLE'
}

/** Creates the tables that are missing. The caller holds the lock of the schema. */
export async function createMissingTables(
  client: ClientBase,
  tables: readonly DocumentTable[],
): Promise<void> {
  requireDistinctNames(tables)
  const existing = await readIdTypes(client)
  const statements: string[] = []
  for (const table of tables) {
    const idType = existing.get(table.name)
    if (idType === undefined) statements.push(...defineTable(table).statements)
    else {
      requireIdType(table, idType)
      statements.push(...(await missingIndexes(client, table)))
    }
  }
  if (statements.length > 0) await client.query(statements.join(';\n'))
}

/** Of a table that was made before its class asked for them. */
async function missingIndexes(client: ClientBase, table: DocumentTable): Promise<string[]> {
  const indexes = indexesOf(table)
  if (indexes.length === 0) return []
  const { rows } = await client.query<{ name: string }>(
    "select indexname as name from pg_catalog.pg_indexes where schemaname = 'critter' and tablename = $1::text",
    [table.name],
  )
  const existing = new Set(rows.map((each) => each.name))
  return indexes.filter((each) => !existing.has(each.name)).map((each) => each.create)
}

async function readIdTypes(client: ClientBase): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ table: string; type: string }>(`
  select relation.relname as table, format_type(id.atttypid, null) as type
    from pg_catalog.pg_class as relation
    join pg_catalog.pg_attribute as id
      on id.attrelid = relation.oid
     and id.attname = 'id'
   where relation.relnamespace = ${quoteLiteral('critter')}::regnamespace
     and relation.relkind in ('r', 'p')`)
  return new Map(rows.map(({ table, type }) => [table, type]))
}

const idTypeNames = { text: 'text', float8: 'double precision', int8: 'bigint' } as const

function requireIdType({ qualifiedName, mapping, typeName }: DocumentTable, found: string): void {
  const expected = idTypeNames[mapping.idType]
  if (found === expected) return
  throw new DocumentTableError(
    `${qualifiedName} has ids of type ${found}, and those of ${typeName} are ${expected}. ` +
      'Give the class another @Doc({ name }), or alter the table.',
  )
}

function requireDistinctNames(tables: readonly DocumentTable[]): void {
  const known = new Map<string, DocumentTable>()
  for (const table of tables) {
    const other = known.get(table.name)
    if (other !== undefined) {
      throw new DocumentTableError(
        `${other.typeName} and ${table.typeName} would share the table ${table.qualifiedName}. ` +
          'Give one of them another @Doc({ name }).',
      )
    }
    known.set(table.name, table)
  }
}
