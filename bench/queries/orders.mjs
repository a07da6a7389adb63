// 100,000 orders of a year, of 1000 customers and 20 regions, and what is asked for.
import { prepareWith, query } from '../databases.mjs'

export async function fill(url) {
  prepareWith(`${import.meta.dirname}/critter/dist/prepare-database.js`, url)
  // The steps share no factor with a year of minutes, so that every customer and every region has orders all over it.
  await query(
    url,
    `
  insert into critter.doc_order (tenant, id, data, revision, updated_at)
  select '', 'order-' || n,
         jsonb_build_object(
           'id', 'order-' || n,
           'customer', 'customer-' || n % 1000,
           'region', 'region-' || n / 1000 % 20,
           'status', (array['open', 'paid', 'shipped'])[1 + n % 3],
           'placedAt', to_char(
             timestamp '2025-01-01' + n * 7919 % 525600 * interval '1 minute',
             'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
           ),
           'total', n % 500 + 0.5,
           'lines', jsonb_build_array(
             jsonb_build_object('sku', 'sku-' || n % 97, 'quantity', 1 + n % 4, 'price', n % 50 + 0.25),
             jsonb_build_object('sku', 'sku-' || n % 89, 'quantity', 1 + n % 3, 'price', n % 70)
           )
         ), 1, now()
    from generate_series(1, 100000) as n`,
  )
  await query(url, 'vacuum analyze critter.doc_order')
}

export const cases = {
  // 8 orders or so of a month.
  selective: asks((index) => ({
    customer: `customer-${(index * 37) % 1000}`,
    ...period(index, 30),
  })),
  // 700 or so of 50 days.
  broad: asks((index) => ({ region: `region-${index % 20}`, ...period(index, 50) })),
  first: asks((index) => ({ customer: `customer-${(index * 37) % 1000}` })),
  count: asks((index) => ({ customer: `customer-${(index * 37) % 1000}`, ...period(index, 30) })),
}

function asks(ask) {
  return Array.from({ length: 500 }, (_, index) => ask(index))
}

function period(index, days) {
  const first = (index * 11) % (365 - days)
  return { from: day(first), to: day(first + days) }
}

function day(index) {
  return new Date(Date.UTC(2025, 0, 1 + index))
}
