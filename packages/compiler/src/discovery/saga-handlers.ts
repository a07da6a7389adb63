import type { HandlerModel, SagaMethod } from '../model/application-model.js'
import { handlerWord, type HandlerWord } from '../model/method-words.js'
import { typeKey } from '../model/type-ref.js'

/** All methods of a saga for one message are one chain: which of them runs is known when the saga was looked for. */
export function sagaHandlers(handlers: readonly HandlerModel[]): readonly HandlerModel[] {
  const byMessage = new Map<string, HandlerModel[]>()
  for (const each of handlers) {
    const key = typeKey(each.message)
    const same = byMessage.get(key)
    if (same === undefined) byMessage.set(key, [each])
    else same.push(each)
  }
  return [...byMessage.values()].flatMap((same) => {
    const saga = same
      .map(({ method }): SagaMethod => ({ method, when: whenOf(method.name) }))
      .sort((a, b) => order.indexOf(a.when) - order.indexOf(b.when))
    const [first] = same
    const [main] = saga
    return first === undefined || main === undefined
      ? []
      : [{ ...first, method: main.method, saga }]
  })
}

/** The chain is called after the first. */
const order: readonly SagaMethod['when'][] = ['found', 'either', 'start', 'missing']

function whenOf(name: string): SagaMethod['when'] {
  const word = handlerWord(name)
  return (word && words[word]) ?? 'found'
}

const words: Partial<Readonly<Record<HandlerWord, SagaMethod['when']>>> = {
  start: 'start',
  starts: 'start',
  startOrHandle: 'either',
  startOrHandles: 'either',
  notFound: 'missing',
}
