import type { ChainDescription } from '@critter/compiler'
import type { Paint } from './paint.js'

/** The steps of a chain, phase by phase, with the reasons for those a convention added. */
export function planInWords(chain: ChainDescription, paint: Paint): string {
  const { file, line, column } = chain.location
  const facts = [
    [
      'handler',
      `${chain.handler.slice(chain.handler.indexOf('#') + 1)} ${paint.dim(`${file}:${line}:${column}`)}`,
    ],
    ['generated', `${chain.generatedClass} ${paint.dim(chain.generatedFile)}`],
    ['commits', chain.transactional ? 'yes' : 'no'],
    ['services', chain.services.length === 0 ? 'none' : chain.services.join(', ')],
    ['round trips', roundTrips(chain)],
  ]

  const lines = [
    paint.bold(chain.name),
    ...facts.map(([name = '', value]) => `  ${paint.dim(name.padEnd(11))}  ${value}`),
  ]
  let phase: string | undefined
  for (const step of chain.plan) {
    if (step.phase !== phase) lines.push('', `  ${paint.cyan(step.phase)}`)
    phase = step.phase
    lines.push(...indented(step.text, '    '))
    if (step.because !== undefined)
      lines.push(...indented(step.because, '      ').map((each) => paint.dim(each)))
  }
  return `${lines.join('\n')}\n`
}

function roundTrips({ roundTrips: { reads, writes } }: ChainDescription): string {
  const read = reads === undefined ? 'not known to read (a method hides them)' : `${reads} to read`
  return `${read}, ${writes} to write`
}

function indented(text: string, indent: string): readonly string[] {
  return text.split('\n').map((line) => indent + line)
}
