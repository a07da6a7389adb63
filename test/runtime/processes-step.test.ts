import { Data, ProcessManager, type Decider } from '@critter/runtime'
import { required, step, unknownMessage } from '@critter/runtime/generated'
import { given } from '@critter/runtime/testing'
import { expect, test } from 'vitest'

class Opened extends Data<{ items: readonly string[] }> {}
class Added extends Data<{ item: string }> {}
class Closed extends Data {}

class Basket extends ProcessManager {
  items: string[] = []
}

const basket: Decider<Basket> = {
  type: Basket,
  endsWith: [Closed],
  initial: () => new Basket(),
  evolve(state, event) {
    if (event instanceof Opened) state.items = [...event.items]
    else if (event instanceof Added) state.items.push(event.item)
  },
  decide(history, message) {
    if (message instanceof Added) {
      const { items } = required(step(basket, history, [message]).state, Basket)
      return {
        events: items.length > 2 ? [message, new Closed()] : [message],
        messages: [],
        deadlines: [],
      }
    }
    return unknownMessage(Basket, message)
  },
}

const opened = new Opened({ items: ['tea'] })
const milk = new Added({ item: 'milk' })

test('what is given can be asked about several messages, and none of them changes it', () => {
  const some = given(basket, opened, milk)

  expect(some.when(new Added({ item: 'sugar' })).events).toHaveLength(2)
  expect(some.when(new Added({ item: 'honey' })).events).toHaveLength(2)
  expect(some.state?.items).toEqual(['tea', 'milk'])
})

test('a process has ended once one of its ends is recorded', () => {
  expect(given(basket, opened).state?.status).toBe('running')
  expect(given(basket, opened, new Closed()).state?.status).toBe('ended')
  expect(given(basket).state).toBeNull()
})

test('a message that a process does nothing with is an error that says what to write', () => {
  expect(() => given(basket, opened).when(new Closed())).toThrow(
    'Basket does nothing with Closed. Name it in "records" of @Process',
  )
})
