import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { openapi as reservations } from '../../examples/reservations/src/generated/critter/openapi.js'
import { openapi as telehealth } from '../../examples/telehealth/src/generated/critter/openapi.js'
import { openapi as todos } from '../../examples/todos/src/generated/critter/openapi.js'

test.each([
  ['reservations', reservations],
  ['telehealth', telehealth],
  ['todos', todos],
])('an independent validator accepts the document of %s', async (_name, document) => {
  const validator = new Validator()

  const result = await validator.validate(structuredClone(document))

  expect(result).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})
