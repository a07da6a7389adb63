import { constantStatement, type Command } from '../../postgres/statement.js'

/**
 * Ahead of others in one transaction, for which it holds: rows are found by indexes, in their order. A plan that was made when
 * there were few rows, or for any number of them, would read and sort all that wait; and compiling one that seems dear takes longer than to run it.
 */
export const byIndex: Command = {
  statement: constantStatement(`
  select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
         set_config('enable_sort', 'off', true), set_config('jit', 'off', true)`),
  values: [],
}
