import type { Frame, ReadValue } from '../frames/frame.js'
import type { Scope } from './scope.js'
import { schemaOf } from './type-kinds.js'

export interface RequestFrames {
  /** Route, query, headers and cookies. */
  readonly text: readonly Frame[]
  readonly body: readonly Frame[]
}

/** What is read of the request before anything else happens. */
export function requestFrames(scope: Scope): RequestFrames {
  const values = [...scope.requestValues.values()].map((value): ReadValue => ({
    kind: 'read-value',
    phase: 'headers',
    ...value,
  }))
  const route = values.filter((each) => each.from === 'route')
  const others = values.filter((each) => each.from !== 'route')
  const frames: Frame[] = [...route, ...others]
  if (others.length > 0) {
    const required = others
      .filter((each) => each.required && !each.isList)
      .map((each) => each.value)
    frames.push({ kind: 'guard-violations', phase: 'headers', required })
  }
  return { text: frames, body: [...bodyFrames(scope), ...fileFrames(scope)] }
}

function bodyFrames({ body, model }: Scope): readonly Frame[] {
  if (body === undefined) return []
  const { variable, format } = body
  if (format === 'message') return [{ kind: 'receive', phase: 'body', message: variable }]
  const schema = schemaOf(variable.use.type, model)?.import
  return [{ kind: 'read-body', phase: 'body', format, schema, body: variable }]
}

function fileFrames({ files }: Scope): readonly Frame[] {
  if (files.size === 0) return []
  return [{ kind: 'read-files', phase: 'body', files: [...files.values()] }]
}
