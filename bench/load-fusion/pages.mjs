// 1000 customers with 20 orders each, and the spellings of their page.
import { prepareWith, query } from '../databases.mjs'

const here = import.meta.dirname

export const critter = `${here}/critter/dist/main.js`
const byHand = `${here}/by-hand.mjs`

/** Ours first. */
export const spellings = {
  'reads-as-values': { main: critter, path: 'reads-as-values' },
  'independent-loads': { main: critter, path: 'independent-loads' },
  unfused: { main: critter, path: 'unfused' },
  'by-hand-one-client': { main: byHand, path: 'one-client' },
  'by-hand-pool': { main: byHand, path: 'pool' },
  'by-hand-one-statement': { main: byHand, path: 'one-statement' },
}
export const mains = [critter, byHand]

export const customers = Array.from({ length: 500 }, (_, index) => `customer-${1 + index * 2}`)

export async function fill(url) {
  prepareWith(`${here}/critter/dist/prepare-database.js`, url)
  await query(
    url,
    `
  insert into critter.doc_customer (tenant, id, data, revision, updated_at)
  select '', 'customer-' || n,
         jsonb_build_object('id', 'customer-' || n, 'name', 'name ' || n, 'city', 'city ' || n % 50),
         1, now()
    from generate_series(1, 1000) as n`,
  )
  await query(
    url,
    `
  insert into critter.doc_order (tenant, id, data, revision, updated_at)
  select '', 'order-' || n,
         jsonb_build_object(
           'id', 'order-' || n,
           'customer', 'customer-' || 1 + n % 1000,
           'status', (array['open', 'paid', 'shipped'])[1 + n / 1000 % 3],
           'day', to_char(date '2026-01-01' + n % 365, 'YYYY-MM-DD'),
           'total', n % 500 + 0.5
         ), 1, now()
    from generate_series(1, 20000) as n`,
  )
  await query(url, 'vacuum analyze critter.doc_customer, critter.doc_order')
}
