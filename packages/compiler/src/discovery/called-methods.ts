import type { MethodModel } from '../model/method-model.js'

// The names that resolve's conventions give a meaning to; here only whether they do.
const conventionalName =
  /^(afterCommit|after|postProcess|load|before|validate|finally|onException)(?![\p{Ll}\d])/u

/** Whether generated code would call the method: for what is reported, since other methods are the class's own business. */
export function isCalled(method: Pick<MethodModel, 'name' | 'marks'>): boolean {
  const { ignore, routes, phase } = method.marks
  if (ignore) return false
  return routes.length > 0 || phase !== undefined || conventionalName.test(method.name)
}
