import type { MethodMarks } from './method-model.js'

/** What the conventions make of a method beside the one that decides. */
export type MethodRole = NonNullable<MethodMarks['phase']>

/** The words that conventional methods begin with. Asked in order: `afterCommit…` is no `after…`. */
export const methodWords = [
  { word: 'load', role: 'before' },
  { word: 'before', role: 'before' },
  { word: 'validate', role: 'before' },
  { word: 'afterCommit', role: 'after-commit' },
  { word: 'after', role: 'after' },
  { word: 'postProcess', role: 'after' },
  { word: 'finally', role: 'finally' },
  { word: 'onException', role: 'on-exception' },
] as const satisfies readonly { readonly word: string; readonly role: MethodRole }[]

export type MethodWord = (typeof methodWords)[number]

/** The words that methods begin with which handle messages. `startOrHandle` is no `start…`, but both are words. */
export const handlerWords = [
  'handle',
  'handles',
  'consume',
  'consumes',
  'start',
  'starts',
  'startOrHandle',
  'startOrHandles',
  'orchestrate',
  'orchestrates',
  'notFound',
] as const

export type HandlerWord = (typeof handlerWords)[number]

/** A word counts where no small letter follows: that of `loadOrder` and `load2` does, `loader` and `beforehand` are ordinary methods. */
export function methodWord(methodName: string): MethodWord | undefined {
  return methodWords.find(({ word }) => beginsWith(methodName, word))
}

/** The longest, by the same rule: `startOrHandlePaid` says `startOrHandle`. */
export function handlerWord(methodName: string): HandlerWord | undefined {
  return handlerWords
    .filter((word) => beginsWith(methodName, word))
    .sort((a, b) => b.length - a.length)[0]
}

function beginsWith(methodName: string, word: string): boolean {
  return methodName.startsWith(word) && !/^\p{Ll}/u.test(methodName.slice(word.length))
}
