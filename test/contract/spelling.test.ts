import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

// The examples are the API as it was decided, file by file: what compiles there must compile here, unchanged.
const spelling = 'test/contract/spelling/src'
const examples = {
  telehealth: ['telehealth'],
  todos: ['todos', 'problems'],
  reservations: ['reservations'],
  orders: ['orders'],
  'image-generation': ['images'],
  spawn: ['spawn'],
  broadcast: ['broadcast'],
  'order-fulfillment-handlers': ['order-fulfillment-handlers'],
  'order-fulfillment': ['order-fulfillment'],
}

describe.each(Object.entries(examples))('examples/%s', (example, folders) => {
  const files = folders.flatMap((folder) =>
    readdirSync(join(spelling, folder)).map((file) => `${folder}/${file}`),
  )

  test.each(files)('%s is spelled as the API was decided', (file) => {
    expect(readFileSync(join('examples', example, 'src', file), 'utf8')).toBe(
      readFileSync(join(spelling, file), 'utf8'),
    )
  })
})
