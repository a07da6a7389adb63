import type { MethodModel } from '../model/method-model.js'
import { methodWord } from '../model/method-words.js'

/** Whether generated code would call the method: for what is reported, since other methods are the class's own business. */
export function isCalled(method: Pick<MethodModel, 'name' | 'marks'>): boolean {
  const { ignore, routes, phase } = method.marks
  if (ignore) return false
  return routes.length > 0 || phase !== undefined || methodWord(method.name) !== undefined
}
