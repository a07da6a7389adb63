import type { PlanLine } from '../compile-result.js'
import type { Argument, BuiltIn } from '../frames/argument.js'
import type { Chain } from '../frames/chain.js'
import { created } from '../frames/flow.js'
import type {
  Answer,
  Call,
  Dispose,
  FetchStream,
  Frame,
  LoadEntity,
  Stop,
} from '../frames/frame.js'
import type { OnMissingModel } from '../model/method-model.js'
import { describeType } from '../model/type-ref.js'

/** The steps of a chain in words, for `critter describe --plan`: another printer of the same frames. */
export function describePlan(chain: Chain): readonly PlanLine[] {
  return chain.frames.flatMap((frame) => describeFrame(frame, chain))
}

function describeFrame(frame: Frame, chain: Chain): readonly PlanLine[] {
  if (frame.kind === 'region') {
    return [
      ...frame.frames.flatMap((each) => describeFrame(each, chain)),
      ...frame.catches.map((each) =>
        planLine(each.call, `when it fails: ${call(each.call, chain)}`),
      ),
      ...frame.finally.map((each) => planLine(each, `in the end: ${atEnd(each, chain)}`)),
    ]
  }
  if (frame.kind === 'after-commit') {
    return frame.frames.flatMap((each) => describeFrame(each, chain))
  }
  if (frame.kind === 'branch') {
    const name = chain.names[frame.value.id] ?? ''
    const inside = (frames: readonly Frame[], when: string) =>
      frames.flatMap((each) =>
        describeFrame(each, chain).map((one) => ({ ...one, text: `${when} ${name}: ${one.text}` })),
      )
    return [...inside(frame.missing, 'without'), ...inside(frame.found, 'with')]
  }
  const text = describe(frame, chain)
  return text === undefined ? [] : [planLine(frame, text)]
}

function atEnd(frame: Call | Dispose, chain: Chain): string {
  return frame.kind === 'call' ? call(frame, chain) : dispose(frame, chain)
}

function dispose({ value }: Dispose, chain: Chain): string {
  return `dispose of ${chain.names[value.id] ?? ''}`
}

function planLine({ phase, because }: Frame, text: string): PlanLine {
  return { phase, text, because }
}

type Simple = Exclude<Frame, { kind: 'region' | 'after-commit' | 'branch' }>

function describe(frame: Simple, chain: Chain): string | undefined {
  const name = (variable: { readonly id: number }) => chain.names[variable.id] ?? ''
  switch (frame.kind) {
    case 'open-session':
      return 'open a session'
    case 'read-value': {
      const type = `${describeType(frame.type)}${frame.isList ? '[]' : ''}`
      return `${name(frame.value)}: ${type} from ${frame.from} "${frame.name}"${frame.required ? '' : ', if there'}`
    }
    case 'guard-violations':
      return '400 when one of these does not parse'
    case 'read-body':
      return `${name(frame.body)}: ${describeType(frame.body.use.type)} from the ${frame.format === 'form' ? 'form' : 'JSON body'}${frame.schema === undefined ? '' : ` by the schema ${frame.schema.name}`}, or 400, 413, 415`
    case 'receive':
      return `${name(frame.message)}: ${describeType(frame.message.use.type)} from the message`
    case 'read-files': {
      const files = frame.files.map(
        (each) =>
          `${name(each.file)}${each.isList ? '[]' : ''}${each.required || each.isList ? '' : ', if there'}`,
      )
      return `files of the form: ${files.join('; ')}, or 400, 413, 415`
    }
    case 'take-service':
      return frame.make === undefined
        ? `take the service ${frame.member}`
        : `make the service ${frame.member} for this execution`
    case 'construct':
      return `new ${frame.class.name}(${args(frame.arguments, chain)})`
    case 'load-entity':
    case 'fetch-stream':
      return load(frame, chain)
    case 'take-state':
      return undefined
    case 'append-events':
      return `append ${name(frame.events)} to ${name(frame.stream)}`
    case 'update-state':
      return `${name(frame.state)} = the state after that`
    case 'call':
      return call(frame, chain)
    case 'dispose':
      return dispose(frame, chain)
    case 'unpack':
      return undefined
    case 'stop':
      return stop(frame, name(frame.value))
    case 'guard-missing':
      return `${missing(frame.onMissing.answer)} without ${name(frame.value)}`
    case 'run-effect':
      return `${name(frame.effect)}.execute(${args(frame.arguments, chain)})`
    case 'cascade':
      return `send ${name(frame.value)} with the commit`
    case 'find-saga-id':
      return `${name(frame.id)}: the id of ${frame.class.name}, of the message or its header`
    case 'new-saga':
      return `${name(frame.saga)} = new ${frame.class.name}`
    case 'enter-saga':
      return undefined
    case 'guard-saga':
      return `fails without ${name(frame.saga)}`
    case 'save-saga':
      return `save ${name(frame.saga)}, or delete it when it is completed`
    case 'start-saga':
      return `start the saga ${name(frame.saga)}`
    case 'commit':
      return 'commit: everything in one flush'
    case 'commit-messages':
      return 'commit: the messages'
    case 'respond':
      return frame.answers.map((each) => answer(each, name)).join(', or ')
    case 'together':
      return `together: ${frame.loads.map((each) => (each.kind === 'call' ? call(each, chain) : load(each, chain))).join('; ')}`
  }
}

function load(frame: LoadEntity | FetchStream, chain: Chain): string {
  if (frame.kind === 'fetch-stream') {
    const { stream, aggregate, id, version } = frame
    const seen = version === undefined ? '' : ` at version ${args([version], chain)}`
    return `${chain.names[stream.id] ?? ''} = fetch ${aggregate.name} by ${args([id], chain)}${seen}`
  }
  const name = chain.names[frame.entity.id] ?? ''
  return `${name} = load ${frame.document.name} by ${args([frame.id], chain)}`
}

function call(frame: Call, chain: Chain): string {
  const owner =
    frame.target.kind === 'static'
      ? frame.target.name
      : (chain.names[frame.target.variable.id] ?? '')
  const made = created(frame.result).map((each) => chain.names[each.id])
  const kept = made.length === 0 ? '' : `${made.join(', ')} = `
  const condition =
    frame.onlyWith === undefined ? '' : ` if there is a ${chain.names[frame.onlyWith.id] ?? ''}`
  return `${kept}${owner}.${frame.method}(${args(frame.arguments, chain)})${condition}`
}

function args(given: readonly Argument[], chain: Chain): string {
  return given
    .map((each) => {
      switch (each.kind) {
        case 'variable':
          return chain.names[each.variable.id] ?? ''
        case 'member':
          return `${chain.names[each.variable.id] ?? ''}.${each.member}`
        case 'envelope':
          return builtIns.envelope
        case 'built-in':
          return builtIns[each.name]
        case 'undefined':
        case 'null':
          return each.kind
      }
    })
    .join(', ')
}

const builtIns = {
  'new-id': 'a new id',
  now: 'now',
  http: 'http',
  signal: 'the abort signal',
  logger: 'the logger',
  clock: 'the clock',
  store: 'the store',
  tenant: 'the tenant, if there is one',
  'required-tenant': 'the tenant',
  bus: 'the message bus',
  'message-context': 'the message context',
  envelope: 'the envelope',
} satisfies Record<BuiltIn, string>

function stop({ by, among }: Stop, name: string): string {
  switch (by) {
    case 'problem':
      return among ? `answer ${name} when it is a problem` : `answer ${name}, if there is one`
    case 'http-result':
      return among ? `answer ${name} when it is an HttpResult` : `answer ${name}, if there is one`
    case 'continuation':
      return `end when ${name} is "stop"`
    case 'messages':
      return `400 that lists ${name}, if there are any`
  }
}

function missing(kind: OnMissingModel['answer']): string {
  switch (kind) {
    case 'problem-404':
      return '404'
    case 'problem-400':
      return '400'
    case 'no-content':
      return '204'
    case 'throw':
      return 'fails'
  }
}

function answer(each: Answer, name: (variable: { readonly id: number }) => string): string {
  switch (each.kind) {
    case 'empty':
      return '204'
    case 'not-found':
      return `404 without ${name(each.value)}`
    case 'text':
      return `200 ${name(each.value)} as text`
    case 'json':
      return `200 ${name(each.value)} as JSON`
    case 'http-result':
      return `${name(each.value)} writes itself`
    case 'created':
      return `201 ${name(each.value)}`
    case 'accepted':
      return `202 ${name(each.value)}`
  }
}
