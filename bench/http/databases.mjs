// A database for every contestant, all of them copies of one that Critter has made and filled.
import { prepareWith, query, withCopies, withDatabase } from '../databases.mjs'

const prepare = `${import.meta.dirname}/critter/dist/prepare-database.js`
const table = 'critter.doc_daily_room_type_availability'

export function withDatabases(names, work) {
  return withDatabase(fill, (url) => withCopies(url, names, work))
}

async function fill(url) {
  prepareWith(prepare, url)
  await query(
    url,
    `create index on ${table} (tenant, ((data ->> 'roomType') collate "C"), ((data ->> 'date') collate "C"))`,
  )
  await query(url, `vacuum analyze ${table}`)
}
