import type { CodecRequest } from '../codecs/codec-request.js'
import type { Argument, Target } from '../frames/argument.js'
import type { Chain } from '../frames/chain.js'
import type { Call, FetchStream, LoadEntity, Result } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import type { ApplicationModel } from '../model/application-model.js'
import type { ImportRef } from '../model/type-ref.js'
import { join, type Code } from './code.js'
import { encodeRequest, plainUse } from './codec-requests.js'
import { importValue } from './imports.js'
import { argumentList, objectLiteral } from './layout.js'
import { generatedValue, runtimeValue } from './runtime-symbols.js'
import { memberAccess, memberName } from './text.js'

/** What the printing of one chain knows. */
export interface Printing {
  readonly chain: Chain
  readonly model: ApplicationModel
  /** The generated function of a codec. */
  readonly codec: (request: CodecRequest) => ImportRef
  /** Within `try`: what is returned is awaited, so that the region sees its end. */
  readonly inRegion: boolean
}

/** What the generated method calls its execution. */
export function contextOf({ chain }: Printing): 'http' | 'context' {
  return chain.model.kind === 'endpoint' ? 'http' : 'context'
}

export function nameOf(variable: Variable, { chain }: Printing): string {
  const name = chain.names[variable.id]
  if (name === undefined) throw new Error(`No name for the variable "${variable.wanted}"`)
  return name
}

export function printArgument(argument: Argument, printing: Printing): Code {
  switch (argument.kind) {
    case 'undefined':
    case 'null':
      return argument.kind
    case 'member':
      return [nameOf(argument.variable, printing), memberAccess(argument.member)]
    case 'envelope': {
      const given = [contextOf(printing), nameOf(argument.message, printing)]
      return [generatedValue('envelopeOf'), argumentList(given)]
    }
    case 'built-in':
      return builtIns[argument.name](contextOf(printing))
    case 'variable': {
      const name = nameOf(argument.variable, printing)
      return argument.convert === undefined ? name : `${name} ?? ${argument.convert}`
    }
  }
}

const builtIns = {
  'new-id': () => [runtimeValue('newId'), '()'],
  now: (context) => `${context}.now()`,
  http: () => 'http',
  signal: (context) => `${context}.signal`,
  logger: (context) => `${context}.logger`,
  clock: (context) => `${context}.clock`,
  store: () => 'this.#store',
  tenant: (context) => `${context}.tenant`,
  'required-tenant': (context) => `${context}.requireTenant()`,
  // The context of a message is a bus itself.
  bus: (context) => (context === 'http' ? 'http.bus' : context),
  'message-context': (context) => context,
  envelope: (context) => `${context}.envelope`,
} satisfies Record<
  Extract<Argument, { kind: 'built-in' }>['name'],
  (context: 'http' | 'context') => Code
>

export function printArguments(given: readonly Argument[], printing: Printing): Code {
  return argumentList(given.map((each) => printArgument(each, printing)))
}

function printTarget(target: Target, printing: Printing): Code {
  return target.kind === 'static'
    ? importValue(target.class, target.name)
    : nameOf(target.variable, printing)
}

/** The call alone: neither awaited nor assigned. */
export function printCall(call: Call, printing: Printing): Code {
  const plain = [
    printTarget(call.target, printing),
    memberAccess(call.method),
    printArguments(call.arguments, printing),
  ]
  if (call.read === undefined) return plain
  const { session, isTuple, json } = call.read
  const reads = call.isAsync ? ['await ', plain] : plain
  const given = [nameOf(session, printing), reads]
  if (json === undefined) {
    return [generatedValue(isTuple ? 'readAll' : 'readOne'), argumentList(given)]
  }
  const encode = importValue(printing.codec(encodeRequest(plainUse(json))))
  return [generatedValue('readJson'), argumentList([...given, encode])]
}

export function printLoad(load: LoadEntity, printing: Printing): Code {
  const document = importValue(load.document)
  return [
    nameOf(load.session, printing),
    load.isAggregate === true ? '.events.fetchLatest' : '.load',
    argumentList([document, printArgument(load.id, printing)]),
  ]
}

export function printFetch(
  { session, aggregate, id, version, isConsistent }: FetchStream,
  printing: Printing,
): Code {
  const fetch = [nameOf(session, printing), '.events.fetchForWriting']
  const which = [importValue(aggregate), printArgument(id, printing)]
  if (version === undefined && !isConsistent) return [fetch, argumentList(which)]
  const seen = version === undefined ? 'undefined' : printArgument(version, printing)
  if (!isConsistent) return [fetch, argumentList([...which, seen])]
  // Where there is no room, the object alone is broken.
  const options = objectLiteral(['alwaysEnforce: true'])
  return [fetch, '(', join([...which, seen, options], ', '), ')']
}

export function isAwaited(call: Call): boolean {
  return call.isAsync || call.read !== undefined
}

/** Left of the equals sign; `undefined` when nothing is kept. */
export function printPattern(result: Result, printing: Printing): Code | undefined {
  switch (result.kind) {
    case 'none':
      return undefined
    case 'whole':
      return nameOf(result.variable, printing)
    case 'tuple':
      return [
        '[',
        join(
          result.elements.map((each) => (each ? nameOf(each, printing) : '')),
          ', ',
        ),
        ']',
      ]
    case 'members': {
      const members = result.members.map(({ name, variable }) => {
        const local = nameOf(variable, printing)
        return name === local ? name : `${memberName(name)}: ${local}`
      })
      return ['{ ', join(members, ', '), ' }']
    }
  }
}

export function assign(result: Result, value: Code, printing: Printing): Code {
  const pattern = printPattern(result, printing)
  if (pattern === undefined) return value
  const isOptional = result.kind === 'tuple' && result.optional === true
  return ['const ', pattern, ' = ', isOptional ? [grouped(value), ' ?? []'] : value]
}

/** `await` binds more tightly than `??`, but is read more easily in brackets, as prettier prints it. */
function grouped(value: Code): Code {
  return Array.isArray(value) && value[0] === 'await ' ? ['(', value, ')'] : value
}
