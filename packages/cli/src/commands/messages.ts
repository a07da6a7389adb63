import type { MessageDescription } from '@critter/compiler'
import { build } from '../builds/build.js'
import { exitCode, type ExitCode } from '../exit-code.js'
import { findProject, type ProjectFlags } from '../config/find-project.js'
import type { Host } from '../host.js'
import { nearNames } from '../near-names.js'
import { listMessages, messageInWords } from '../report/messages-in-words.js'
import { paintFor } from '../report/paint.js'
import { tellWhatIsMissing } from '../report/what-is-missing.js'
import { UsageError } from '../usage-error.js'

export interface MessagesFlags extends ProjectFlags {
  readonly json?: boolean
}

/** `critter messages [name]`: who handles a message, who sends it and where it goes; or the list of all. */
export async function messages(
  name: string | undefined,
  flags: MessagesFlags,
  host: Host,
): Promise<ExitCode> {
  const built = await build(findProject(host.cwd, flags), host)
  const all = await built.messages()
  try {
    const found = name === undefined ? all : findMessages(name, all)
    const paint = paintFor(host.stdout, host.env)
    host.stdout.write(
      flags.json === true
        ? `${JSON.stringify(found, null, 2)}\n`
        : name === undefined
          ? listMessages(found, paint)
          : found.map((each) => messageInWords(each, paint)).join('\n'),
    )
  } finally {
    tellWhatIsMissing(built, host)
    built.keep(built.outputs)
  }
  return name === undefined && built.diagnostics.some(({ severity }) => severity === 'error')
    ? exitCode.problems
    : exitCode.fine
}

/** By the wire name or the type; with a star at the end, as in routes, all that it covers. */
function findMessages(
  name: string,
  messages: readonly MessageDescription[],
): readonly MessageDescription[] {
  const wanted = name.toLowerCase()
  const found = messages.filter((each) =>
    namesOf(each).some((one) =>
      wanted.endsWith('*')
        ? one.toLowerCase().startsWith(wanted.slice(0, -1))
        : one.toLowerCase() === wanted,
    ),
  )
  if (found.length > 0) return found
  const near = nearNames(name, [...new Set(messages.flatMap(namesOf))], 5)
  throw new UsageError(`there is no message "${name}"`, {
    help:
      near.length === 0
        ? 'Run critter messages for the list of all'
        : `Did you mean ${near.map((each) => `"${each}"`).join(' or ')}?`,
  })
}

function namesOf({ name, type }: MessageDescription): readonly string[] {
  return [name, type]
}
