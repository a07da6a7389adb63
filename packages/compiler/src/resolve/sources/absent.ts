import type { Argument } from '../../frames/argument.js'
import { isNamed } from '../../model/type-ref.js'
import { runtimeId } from '../../vocabulary.js'
import type { Scope } from '../scope.js'
import { isFileOrList } from './files.js'
import { takesNothing, type Question, type VariableSource } from './source.js'

/**
 * What this kind of chain does not have: a message has no request, a request is no message. Methods that serve both take it
 * where it may be missing.
 */
export const absent: VariableSource = {
  name: 'nothing',
  provide(question, scope): Argument | 'reported' | undefined {
    const isHandler = scope.chain.kind === 'handler'
    if (!(isHandler ? asksForRequest(question) : asksForEnvelope(question))) return undefined
    const { parameter, use, asker } = question
    if (takesNothing(question)) {
      return parameter.optional || use.undefined ? { kind: 'undefined' } : { kind: 'null' }
    }
    scope.findings.report(isHandler ? 'needs-request' : 'needs-message', parameter.location, {
      message: `\`${parameter.name ?? '{…}'}\` of ${asker.title} wants ${what(question)}, and ${scope.name} ${hasNone(scope)}`,
    })
    return 'reported'
  },
}

const ofRequest: ReadonlySet<string> = new Set(['route', 'query', 'header', 'cookie', 'form'])

function asksForRequest({ parameter, use }: Question): boolean {
  if (parameter.marker !== undefined) return ofRequest.has(parameter.marker.kind)
  return isNamed(use.type, runtimeId('HttpContext')) || isFileOrList(use.type)
}

function asksForEnvelope({ parameter, use }: Question): boolean {
  if (parameter.marker !== undefined) return false
  return isNamed(use.type, runtimeId('MessageContext')) || isNamed(use.type, runtimeId('Envelope'))
}

function what({ parameter, use }: Question): string {
  const { marker } = parameter
  return marker === undefined ? use.text() : `something of the ${words[marker.kind] ?? 'request'}`
}

const words: Readonly<Record<string, string>> = {
  route: 'route',
  query: 'query string',
  header: 'headers',
  cookie: 'cookies',
  form: 'form',
}

function hasNone({ chain }: Scope): string {
  return chain.kind === 'handler' ? 'is a message, which has no request' : 'is no message'
}
