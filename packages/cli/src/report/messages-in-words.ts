import type { DestinationDescription, MessageDescription, NamedPlace } from '@critter/compiler'
import type { Paint } from './paint.js'
import { table } from './table.js'

/** A line for each: its wire name, where it goes, who handles it, where it is declared. */
export function listMessages(messages: readonly MessageDescription[], paint: Paint): string {
  const rows = messages.map((each) => [
    versioned(each),
    each.destinations.map(({ endpoint, mode }) => `${endpoint} (${mode})`).join(', ') || 'nowhere',
    each.handlers.map(({ name }) => name).join(', ') || '-',
    `${each.location.file}:${each.location.line}`,
  ])
  const all = table([['message', 'goes to', 'handled by', 'declared at'], ...rows])
  const [headings = '', ...lines] = all.split('\n')
  return [
    paint.dim(headings),
    ...lines.map((line) => line.replace(/(?<=^\S+ +)nowhere(?= )/, (each) => paint.yellow(each))),
  ].join('\n')
}

/** All that is known of one message. */
export function messageInWords(message: MessageDescription, paint: Paint): string {
  const { type, location, handlers, senders, destinations } = message
  const facts = [
    ['type', [at({ name: type, location }, paint)]],
    ['sent by', listed(senders, 'nobody, as far as return types say', paint)],
    ['goes to', places(destinations, paint)],
    ['handled by', listed(handlers, 'nobody here', paint)],
  ] as const
  const lines = facts.flatMap(([name, values]) =>
    values.map((value, index) => `  ${paint.dim((index === 0 ? name : '').padEnd(10))}  ${value}`),
  )
  return `${[paint.bold(versioned(message)), ...lines].join('\n')}\n`
}

function listed(found: readonly NamedPlace[], none: string, paint: Paint): readonly string[] {
  return found.length === 0 ? [paint.dim(none)] : found.map((each) => at(each, paint))
}

function places(found: readonly DestinationDescription[], paint: Paint): readonly string[] {
  if (found.length === 0) {
    return [
      paint.yellow('nowhere, unless its sender names an endpoint or a broker has conventions'),
    ]
  }
  const rows = found.map(({ endpoint, transport, address, mode }) => [
    endpoint,
    mode,
    transport === 'local' ? 'in this application' : `${transport} ${address}`,
  ])
  return table(rows).trimEnd().split('\n')
}

function at({ name, location: { file, line, column } }: NamedPlace, paint: Paint): string {
  return `${name} ${paint.dim(`${file}:${line}:${column}`)}`
}

function versioned({ name, version }: MessageDescription): string {
  return version === 1 ? name : `${name}@${version}`
}
