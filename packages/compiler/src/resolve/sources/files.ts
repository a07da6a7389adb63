import type { DiagnosticCode } from '../../diagnostics/catalog.js'
import { isNamed, type TypeRef } from '../../model/type-ref.js'
import { runtimeId } from '../../vocabulary.js'
import type { Scope } from '../scope.js'
import { argumentFor } from './produced.js'
import { takesNothing, type Question, type VariableSource } from './source.js'

/** A file of a form, or a list of them, by the name of the parameter. */
export const uploadedFiles: VariableSource = {
  name: 'file of a form',
  provide(question, scope) {
    const { parameter, use, asker } = question
    const { name } = parameter
    const isList = use.type.kind === 'list'
    if (!isFileOrList(use.type)) return undefined
    if (name === undefined || asker.kind !== 'method') return undefined
    const fault = whyNot(name, question, scope)
    if (fault !== undefined) {
      scope.findings.report(fault.code, parameter.location, fault)
      return 'reported'
    }
    const key = `${name}${isList ? '[]' : ''}`
    const known = scope.files.get(key)
    const required = !takesNothing(question)
    const file = known?.file ?? scope.variable(name, { ...use, null: false, undefined: false })
    scope.files.set(key, { name, isList, file, required: required || known?.required === true })
    // One that is left out is undefined.
    const absent = { ...file, use: { ...use, null: false, undefined: !required } }
    return { ...argumentFor(absent, question), variable: file, strict: false }
  },
}

export function isFileOrList(type: TypeRef): boolean {
  return isNamed(type.kind === 'list' ? type.element : type, runtimeId('UploadedFile'))
}

interface Fault {
  readonly code: DiagnosticCode
  readonly message: string
  readonly help: string
}

function whyNot(name: string, { asker }: Question, { route, body }: Scope): Fault | undefined {
  if (route?.verb === 'GET' || route?.verb === 'HEAD') {
    const message = `A ${route.verb} request has no form with the file \`${name}\` that ${asker.title} takes`
    return { code: 'body-not-allowed', message, help: 'Use @Post' }
  }
  if (body?.format !== 'json') return undefined
  return {
    code: 'ambiguous-body',
    message: `The body is JSON, and \`${name}\` of ${asker.title} is a file of a form`,
    help: `Take the body as a form, too: FromForm<${body.variable.use.text()}>`,
  }
}
