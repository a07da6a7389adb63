import type { OnMissingModel } from '../model/method-model.js'
import type {
  AppendEvents,
  Call,
  Catch,
  Frame,
  ReadFile,
  ReadValue,
  Stop,
} from '../frames/frame.js'
import { uses } from '../frames/flow.js'
import { stepsIn } from '../frames/within.js'
import { block, join, type Code } from './code.js'
import { bodyRequest, parseRequest } from './codec-requests.js'
import { emitAnswers } from './emit-answers.js'
import { importValue } from './imports.js'
import { argumentList, arrayLiteral, conditions, soleArrow } from './layout.js'
import {
  assign,
  contextOf,
  isAwaited,
  nameOf,
  printArgument,
  printArguments,
  printCall,
  printFetch,
  printLoad,
  printPattern,
  type Printing,
} from './printing.js'
import { generatedValue, runtimeValue } from './runtime-symbols.js'
import { ifReturn, ifThere, isNothing, remark } from './statements.js'
import { quote } from './text.js'

type Emitter<F> = (frame: F, printing: Printing) => readonly Code[]

/** One entry per kind of frame; leaving one out does not compile. Statements, one per element. */
const emitters: { readonly [K in Frame['kind']]: Emitter<Extract<Frame, { kind: K }>> } = {
  'open-session': (frame, p) => [
    `const ${nameOf(frame.session, p)} = this.#store.openFor(${contextOf(p)})`,
  ],
  'read-value': readValue,
  'guard-violations': ({ required }, p) => [
    ifReturn(
      conditions(
        [...required.map((each) => `${nameOf(each, p)} === undefined`), 'http.refused'],
        '||',
      ),
      'return http.writeViolations()',
    ),
  ],
  'read-body': (frame, p) => {
    const { body, format, schema } = frame
    const name = nameOf(body, p)
    const codec = importValue(p.codec(bodyRequest(frame)))
    const decode = schema ? [generatedValue('decoderOf'), argumentList([codec])] : codec
    const read = format === 'form' ? 'readForm' : 'readJson'
    return [
      [`const ${name} = await http.${read}`, argumentList([decode])],
      [`if (${name} === undefined) return`, remark('400, 413 or 415 already written')],
    ]
  },
  // It is the parameter.
  receive: () => [],
  'read-files': ({ files }, p) => {
    const missing = files
      .filter((each) => each.required && !each.isList)
      .map((each) => `${nameOf(each.file, p)} === undefined`)
    return [
      ['if (!(await http.readFiles())) return', remark('400, 413 or 415 already written')],
      ...files.map((each) => [
        `const ${nameOf(each.file, p)} = http.${fileReader(each)}`,
        argumentList([quote(each.name)]),
      ]),
      ifReturn(conditions([...missing, 'http.refused'], '||'), 'return http.writeViolations()'),
    ]
  },
  'take-service': ({ member, service, make }, p) => {
    const supplied = `this.#${member}`
    const made = make && ['() => new ', importValue(make.class), printArguments(make.arguments, p)]
    const given = made === undefined ? [supplied] : [supplied, made]
    return [[`const ${nameOf(service, p)} = ${contextOf(p)}.service`, argumentList(given)]]
  },
  construct: (frame, p) => [
    [
      `const ${nameOf(frame.instance, p)} = new `,
      importValue(frame.class),
      printArguments(frame.arguments, p),
    ],
  ],
  'load-entity': (frame, p) => [[`const ${nameOf(frame.entity, p)} = await `, printLoad(frame, p)]],
  'fetch-stream': (frame, p) => [
    [`const ${nameOf(frame.stream, p)} = await `, printFetch(frame, p)],
  ],
  'take-state': ({ stream, state }, p) => [
    `const ${nameOf(state, p)} = ${nameOf(stream, p)}.state`,
  ],
  'append-events': (frame, p) => [append(frame, nameOf(frame.events, p), p)],
  'update-state': ({ stream, state }, p) => [
    [`const ${nameOf(state, p)} = `, generatedValue('updated'), `(${nameOf(stream, p)})`],
  ],
  call: (frame, p) => {
    const called = printCall(frame, p)
    const statement = assign(frame.result, isAwaited(frame) ? ['await ', called] : called, p)
    return frame.onlyWith === undefined ? [statement] : [ifThere(frame.onlyWith, statement, p)]
  },
  unpack: ({ result, value }, p) =>
    result.kind === 'none' ? [] : [assign(result, nameOf(value, p), p)],
  stop: (frame, p) => [stop(frame, p)],
  'guard-missing': ({ value, what, onMissing }, p) => {
    const detail = onMissing.message ?? `${what} was not found`
    return [ifReturn(isNothing(value, p), missing(onMissing.answer, { detail, what }, p))]
  },
  'run-effect': (frame, p) => {
    const name = nameOf(frame.effect, p)
    const each = frame.iteration === 'none' ? name : 'effect'
    const call = [
      frame.isAsync ? 'await ' : '',
      each,
      frame.optional && frame.iteration === 'none' ? '?.' : '.',
      'execute',
      printArguments(frame.arguments, p),
    ]
    // Only what is queued on the session is undone when the rest fails.
    const queued = frame.isSessionEffect ? remark('part of the transaction') : ''
    if (frame.iteration === 'none') return [[call, queued]]
    const list = frame.optional ? `${name} ?? []` : name
    return [[`for (const ${each} of ${list}) `, call, queued]]
  },
  cascade: ({ value, name, isAsync }, p) => {
    const given = [nameOf(value, p), ...(name === undefined ? [] : [quote(name)])]
    const method = `${contextOf(p)}.${isAsync ? 'cascadeAsync' : 'cascade'}`
    return [[isAsync ? 'await ' : '', method, argumentList(given), remark('sent after the commit')]]
  },
  'start-saga': ({ saga, class: type, session }, p) => [
    [
      generatedValue('startSaga'),
      argumentList([nameOf(session, p), importValue(type), nameOf(saga, p)]),
    ],
  ],
  'find-saga-id': ({ class: type, members, given, id, isNumber }, p) => {
    const looked = arrayLiteral(members.map(quote))
    const args = [contextOf(p), importValue(type), looked]
    const all = given === undefined ? args : [...args, printArgument(given, p)]
    const find = generatedValue(isNumber ? 'numberSagaIdOf' : 'sagaIdOf')
    return [[`const ${nameOf(id, p)} = `, find, argumentList(all)]]
  },
  'new-saga': ({ class: type, id, saga }, p) => [
    [
      `const ${nameOf(saga, p)} = `,
      generatedValue('newSaga'),
      argumentList([importValue(type), printArgument(id, p)]),
    ],
  ],
  'enter-saga': ({ saga }, p) => [`${contextOf(p)}.enterSaga(${nameOf(saga, p)}.id)`],
  'guard-saga': ({ saga, class: type, id }, p) => [
    ifReturn(isNothing(saga, p), [
      'return ',
      generatedValue('unknownSaga'),
      argumentList([contextOf(p), importValue(type), printArgument(id, p)]),
    ]),
  ],
  'save-saga': ({ saga, class: type, session }, p) => [
    [
      generatedValue('saveSaga'),
      argumentList([nameOf(session, p), importValue(type), nameOf(saga, p)]),
      remark('deleted when it is completed'),
    ],
  ],
  branch: ({ value, missing, found }, p) => {
    const otherwise = found.length === 0 ? '' : [' else ', block(emitFrames(found, p))]
    return [['if (', isNothing(value, p), ') ', block(emitFrames(missing, p)), otherwise]]
  },
  'commit-messages': (_frame, p) => [`await ${contextOf(p)}.commitMessages()`],
  commit: ({ session }, p) => [`await ${nameOf(session, p)}.saveChanges()`],
  respond: ({ answers }, p) => emitAnswers(answers, p),
  together: ({ loads }, p) => {
    const patterns = loads.map((each) =>
      each.kind === 'call'
        ? printPattern(each.result, p)
        : nameOf(each.kind === 'fetch-stream' ? each.stream : each.entity, p),
    )
    const started = loads.map((each, index) => {
      if (each.kind === 'call') return printStarted(each, index, p)
      return each.kind === 'fetch-stream' ? printFetch(each, p) : printLoad(each, p)
    })
    const loaded = ['await Promise.all(', arrayLiteral(started), ')']
    // What nobody takes has no name: nothing stands behind the last one that somebody does.
    const kept = patterns.slice(0, patterns.findLastIndex((each) => each !== undefined) + 1)
    if (kept.length === 0) return [loaded]
    return [
      [
        'const [',
        join(
          kept.map((each) => each ?? ''),
          ', ',
        ),
        '] = ',
        ...loaded,
      ],
    ]
  },
  region: (frame, p) => {
    const inside = { ...p, inRegion: true }
    const body = block(emitFrames(frame.frames, inside))
    const caught =
      frame.catches.length === 0 ? '' : [' catch ', printCatches(frame.catches, inside)]
    const last = frame.finally.flatMap((each) => emitFrame(each, p))
    return [['try ', body, caught, last.length === 0 ? '' : [' finally ', block(last)]]]
  },
  dispose: ({ value, isAsync }, p) => {
    const mayBeMissing = value.use.null || value.use.undefined
    const method = `[Symbol.${isAsync ? 'asyncDispose' : 'dispose'}]()`
    return [`${isAsync ? 'await ' : ''}${nameOf(value, p)}${mayBeMissing ? '?.' : ''}${method}`]
  },
  'after-commit': ({ frames }, p) => [
    [
      'try ',
      block(emitFrames(frames, { ...p, inRegion: true })),
      ' catch (error) ',
      block([`${contextOf(p)}.logAfterCommit(error)`]),
    ],
  ],
}

function append({ stream, events, how }: AppendEvents, given: Code, p: Printing): Code {
  if (how === 'each') {
    return ['await ', generatedValue('appendAll'), argumentList([nameOf(stream, p), given])]
  }
  const mayBeMissing = events.use.null || events.use.undefined
  const all = mayBeMissing ? ['...(', given, ' ?? [])'] : ['...', given]
  const appended = [`${nameOf(stream, p)}.append`, argumentList([how === 'one' ? given : all])]
  return how === 'one' && mayBeMissing ? ifThere(events, appended, p) : appended
}

/** A load beside others: one that throws, or waits before it asks, must neither leave them behind nor keep them waiting. */
function printStarted(call: Call, index: number, p: Printing): Code {
  const waits = call.read !== undefined && call.isAsync
  const throws = index > 0 && (call.throwsAtOnce || call.read !== undefined)
  const printed = printCall(call, p)
  if (!waits && !throws) return printed
  return [generatedValue('startLoad'), soleArrow(waits ? 'async () =>' : '() =>', printed)]
}

export function emitFrame(frame: Frame, printing: Printing): readonly Code[] {
  const emit = emitters[frame.kind] as Emitter<Frame>
  const statements = emit(frame, printing)
  return frame.because === undefined ? statements : [`// ${frame.because}`, ...statements]
}

/** Statements of all frames, with an empty line where a new step begins. */
export function emitFrames(frames: readonly Frame[], printing: Printing): readonly Code[] {
  const statements: Code[] = []
  let previous: Frame | undefined
  for (const [index, frame] of frames.entries()) {
    if (previous?.kind === 'call' && isAppendedAtOnce(previous, frame, printing)) continue
    const next = frames[index + 1]
    const emitted =
      frame.kind === 'call' && isAppendedAtOnce(frame, next, printing)
        ? [append(next, awaited(frame, printing), printing)]
        : emitFrame(frame, printing)
    if (emitted.length === 0) continue
    if (previous !== undefined && beginsParagraph(frame, previous)) statements.push('')
    statements.push(...emitted)
    previous = frame
  }
  return statements
}

/** What is decided needs no name where it is appended and nothing else. */
function isAppendedAtOnce(
  { result, because, onlyWith }: Call,
  next: Frame | undefined,
  { chain }: Printing,
): next is AppendEvents {
  if (next?.kind !== 'append-events' || result.kind !== 'whole') return false
  const { variable } = result
  const isPlain = because === undefined && onlyWith === undefined
  if (next.events !== variable || variable.use.null || variable.use.undefined) return false
  return (
    isPlain &&
    stepsIn(chain.frames)
      .flatMap(uses)
      .filter((each) => each === variable).length === 1
  )
}

function awaited(call: Call, printing: Printing): Code {
  const called = printCall(call, printing)
  return isAwaited(call) ? ['(await ', called, ')'] : called
}

const steps: readonly Frame['kind'][] = [
  'read-files',
  'call',
  'together',
  'load-entity',
  'fetch-stream',
  'construct',
  'take-service',
  'region',
  'branch',
  'find-saga-id',
  'enter-saga',
  'after-commit',
]
const joined: readonly Frame['kind'][] = [
  'call',
  'load-entity',
  'fetch-stream',
  'take-state',
  'append-events',
  'update-state',
  'open-session',
  'take-service',
  'construct',
  'run-effect',
  'cascade',
  'start-saga',
  'find-saga-id',
  'enter-saga',
  'new-saga',
]

const commits: ReadonlySet<Frame['kind']> = new Set(['respond', 'commit', 'commit-messages'])
const bodyKinds: ReadonlySet<Frame['kind']> = new Set(['read-body', 'read-files'])

// A step stands together with the checks that follow from it; calls without checks stand together.
function beginsParagraph(frame: Frame, previous: Frame): boolean {
  if (frame.because !== undefined) return true
  if (commits.has(frame.kind)) {
    return (
      previous.because !== undefined || previous.kind === 'stop' || bodyKinds.has(previous.kind)
    )
  }
  return steps.includes(frame.kind) && !joined.includes(previous.kind)
}

function readValue(
  { from, name, required, isList, type, value }: ReadValue,
  p: Printing,
): readonly Code[] {
  const reader =
    from === 'route'
      ? required
        ? 'route'
        : 'optionalRoute'
      : `${required ? `required${upperFirst(from)}` : from}${isList ? 'List' : ''}`
  const local = nameOf(value, p)
  const read = [
    `const ${local} = http.${reader}`,
    argumentList([quote(name), importValue(p.codec(parseRequest(type)))]),
  ]
  if (from !== 'route') return [read]
  return [
    read,
    ifReturn(`${local} === ${required ? 'undefined' : 'null'}`, 'return http.writeNotFound()'),
  ]
}

function fileReader({ required, isList }: ReadFile): string {
  if (isList) return required ? 'requiredFileList' : 'fileList'
  return required ? 'requiredFile' : 'file'
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function stop({ by, value, among }: Stop, p: Printing): Code {
  const name = nameOf(value, p)
  switch (by) {
    case 'problem':
      return ifReturn(
        among ? [`${name} instanceof `, runtimeValue('ProblemDetails')] : name,
        answerBy(by, name, p),
      )
    case 'http-result':
      return ifReturn(
        among ? [`${name} instanceof `, runtimeValue('HttpResult')] : name,
        answerBy(by, name, p),
      )
    case 'continuation':
      return contextOf(p) === 'http'
        ? `if (${name} === 'stop') return`
        : ifReturn(`${name} === 'stop'`, 'return context.stop()')
    case 'messages':
      return ifReturn([generatedValue('hasErrors'), `(${name})`], answerBy(by, name, p))
  }
}

/** How a value that stops the chain ends it. */
function answerBy(by: Exclude<Stop['by'], 'continuation'>, name: string, p: Printing): string {
  if (contextOf(p) === 'context') return `return context.stop(${name})`
  switch (by) {
    case 'problem':
      return `return http.writeProblem(${name})`
    case 'http-result':
      return `return ${p.inRegion ? 'await ' : ''}${name}.execute(http)`
    case 'messages':
      return `return http.writeValidationErrors(${name})`
  }
}

function missing(
  answer: OnMissingModel['answer'],
  { detail, what }: { readonly detail: string; readonly what: string },
  p: Printing,
): Code {
  if (contextOf(p) === 'context' && answer !== 'throw') {
    if (answer === 'no-content') return 'return context.stop()'
    return ['return context.stopMissing', argumentList([quote(detail)])]
  }
  switch (answer) {
    case 'problem-404':
      return ['return http.writeNotFound', argumentList([quote(detail)])]
    case 'problem-400':
      return ['return http.writeBadRequest', argumentList([quote(detail)])]
    case 'no-content':
      return 'return http.writeEmpty()'
    case 'throw':
      return ['throw new ', generatedValue('RequiredDataError'), argumentList([quote(what)])]
  }
}

function printCatches(catches: readonly Catch[], p: Printing): Code {
  const [first] = catches
  if (first === undefined) return ''
  const error = nameOf(first.variable, p)
  const handled = catches.flatMap((each) => {
    const statements = catchStatements(each, p)
    if (each.error === undefined) return statements
    const type = typeof each.error === 'string' ? each.error : importValue(each.error)
    return [[`if (${error} instanceof `, type, ') ', block(statements)]]
  })
  const alwaysReturns = catches.some((each) => each.error === undefined && returnsAlways(each))
  return [`(${error}) `, block(alwaysReturns ? handled : [...handled, `throw ${error}`])]
}

function catchStatements({ call, stops, ...rest }: Catch, p: Printing): readonly Code[] {
  const called = emitFrame(call, p)
  const [only] = stops
  if (only !== undefined && returnsAlways({ call, stops, ...rest })) {
    const { by } = only
    if (by !== 'continuation') return [...called, answerBy(by, nameOf(only.value, p), p)]
  }
  return [...called, ...stops.map((each) => stop(each, p))]
}

/** Its declared type is an answer and nothing else. */
function returnsAlways({ stops }: Catch): boolean {
  const [only, ...more] = stops
  if (only === undefined || more.length > 0 || only.among) return false
  const { use } = only.value
  return !use.null && !use.undefined && (only.by === 'problem' || only.by === 'http-result')
}
