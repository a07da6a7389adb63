import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type {
  DeadLetter,
  DeadLetterDetails,
  DeadLetterFilter,
  DeadLetters,
  WhichDeadLetters,
} from '@critter/runtime/dead-letters'
import { findProject, type ProjectFlags } from '../config/find-project.js'
import { exitCode, type ExitCode } from '../exit-code.js'
import type { Host } from '../host.js'
import { table } from '../report/table.js'
import { UsageError } from '../usage-error.js'

export interface DeadLetterFlags extends ProjectFlags {
  readonly database?: string
  readonly json?: boolean
  readonly message?: string
  readonly reason?: string
  readonly error?: string
  readonly destination?: string
  readonly since?: string
  readonly until?: string
  readonly limit?: string
  readonly after?: string
  readonly all?: boolean
}

/** `critter dead-letters list`. */
export function list(flags: DeadLetterFlags, host: Host): Promise<ExitCode> {
  return withDeadLetters(flags, host, async (letters) => {
    const { after, limit = '50' } = flags
    const page = await letters.list({
      ...filterOf(flags),
      limit: countOf(limit),
      ...(after === undefined ? {} : { after }),
    })
    if (flags.json === true) return json(page)
    if (page.items.length === 0) return none(flags)
    const more = page.next === undefined ? '' : `There are more: --after ${page.next}\n`
    return (
      table([
        ['dead at', 'id', 'message', 'destination', 'reason', 'error'],
        ...page.items.map(row),
      ]) + more
    )
  })
}

function none(flags: DeadLetterFlags): string {
  const isFiltered = Object.keys(filterOf(flags)).length > 0
  if (isFiltered) return 'No dead letter is like that.\n'
  return flags.after === undefined ? 'There are no dead letters.\n' : 'There are no more.\n'
}

/** `critter dead-letters show`. */
export function show(id: string, flags: DeadLetterFlags, host: Host): Promise<ExitCode> {
  return withDeadLetters(flags, host, async (letters) => {
    const found = await letters.show(id)
    if (found === null) {
      throw new UsageError(`there is no dead letter ${id}`, {
        help: 'It may have been replayed or deleted; critter dead-letters list shows those there are',
      })
    }
    return flags.json === true ? json(found) : inWords(found)
  })
}

/** `critter dead-letters replay`. */
export function replay(
  ids: readonly string[],
  flags: DeadLetterFlags,
  host: Host,
): Promise<ExitCode> {
  const which = whichOf(ids, flags)
  return withDeadLetters(flags, host, async (letters) => {
    const replayed = await letters.replay(which)
    return flags.json === true
      ? json({ replayed })
      : `${counted(replayed)} back where they came from\n`
  })
}

/** `critter dead-letters delete`. */
async function remove(
  ids: readonly string[],
  flags: DeadLetterFlags,
  host: Host,
): Promise<ExitCode> {
  const which = whichOf(ids, flags)
  return withDeadLetters(flags, host, async (letters) => {
    const deleted = await letters.delete(which)
    return flags.json === true ? json({ deleted }) : `${counted(deleted)} deleted\n`
  })
}
export { remove as delete }

async function withDeadLetters(
  flags: DeadLetterFlags,
  host: Host,
  work: (letters: DeadLetters) => Promise<string>,
): Promise<ExitCode> {
  const database = flags.database ?? host.env['DATABASE_URL']
  if (database === undefined || database === '') {
    throw new UsageError('no database is named', {
      help: 'Set DATABASE_URL, or pass --database postgres://user:password@host:port/database',
    })
  }
  const { openDeadLetters } = await loadRuntime(findProject(host.cwd, flags).root)
  const letters = openDeadLetters(database)
  try {
    host.stdout.write(await work(letters))
    return exitCode.fine
  } catch (error) {
    throw asUsage(error)
  } finally {
    await letters.close()
  }
}

type OpenDeadLetters = DeadLetters & { close(): Promise<void> }
/** Of `@critter/runtime/dead-letters`. */
interface Runtime {
  readonly openDeadLetters: (connectionString: string) => OpenDeadLetters
}

/** The project's own: it knows what its tables look like. */
async function loadRuntime(root: string): Promise<Runtime> {
  const require = createRequire(join(root, 'package.json'))
  try {
    const file = require.resolve('@critter/runtime/dead-letters')
    return (await import(pathToFileURL(file).href)) as Runtime
  } catch (cause) {
    throw new UsageError(`@critter/runtime is not installed in ${root}`, {
      help: 'Run the command in the project of the application, or name it: --root path/to/project',
      cause,
    })
  }
}

/** What the runtime says of the database and of ids is for whoever typed the command. */
function asUsage(error: unknown): unknown {
  const isOurs =
    error instanceof Error && String((error as { code?: unknown }).code).startsWith('ERR_')
  return isOurs ? new UsageError(error.message, { cause: error }) : error
}

function whichOf(ids: readonly string[], flags: DeadLetterFlags): WhichDeadLetters {
  const filter = filterOf(flags)
  const isFiltered = Object.keys(filter).length > 0
  const named = [ids.length > 0, isFiltered, flags.all === true].filter(Boolean).length
  if (named === 1) return ids.length > 0 ? ids : filter
  throw new UsageError(
    named === 0 ? 'it is not said which dead letters' : 'it is said in two ways which dead letters',
    { help: 'Name ids, or options such as --message order-placed, or --all' },
  )
}

function filterOf({
  message,
  reason,
  error,
  destination,
  since,
  until,
}: DeadLetterFlags): DeadLetterFilter {
  return {
    ...(message === undefined ? {} : { message }),
    ...(reason === undefined ? {} : { reason }),
    ...(error === undefined ? {} : { error }),
    ...(destination === undefined ? {} : { destination }),
    ...(since === undefined ? {} : { since: timeOf(since) }),
    ...(until === undefined ? {} : { until: timeOf(until) }),
  }
}

const unitsMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

function timeOf(text: string): Date {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(text) ?? []
  const time =
    count === undefined
      ? new Date(text)
      : new Date(Date.now() - Number(count) * unitsMs[unit as keyof typeof unitsMs])
  if (!Number.isNaN(time.getTime())) return time
  throw new UsageError(`"${text}" is no time`, {
    help: 'Write a date, 2026-11-24 or 2026-11-24T10:00Z, or how long ago: 30m, 2h, 7d',
  })
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= 1000) return Number(text)
  throw new UsageError(`--limit "${text}" is no number from 1 to 1000`)
}

function row({ deadAt, id, message, destination, reason, error }: DeadLetter): readonly string[] {
  const [line = ''] = error?.message.split('\n') ?? []
  const why = error === undefined ? '' : `${error.name}: ${line}`
  return [deadAt.toISOString(), id, message, destination, reason, why]
}

function inWords(letter: DeadLetterDetails): string {
  const { error, headers } = letter
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['id', letter.id],
    ['message', `${letter.message} ${letter.messageId}`],
    ['destination', letter.destination],
    ['handler', letter.handler],
    ['reason', letter.reason],
    ['attempts', String(letter.attempts)],
    ['sent at', letter.sentAt.toISOString()],
    ['dead at', letter.deadAt.toISOString()],
    ['tenant', letter.tenant],
    ['correlation', letter.correlationId],
    ['cause', letter.causationId],
    ...Object.entries(headers).map(([name, value]) => ['header', `${name}: ${value}`] as const),
    ['error', error === undefined ? undefined : `${error.name}: ${error.message}`],
  ]
  const said = lines.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  const stack = letter.stack === undefined ? '' : `\n${letter.stack}\n`
  return `${table(said)}\n${letter.body}\n${stack}`
}

function counted(count: number): string {
  return count === 1 ? '1 message' : `${count} messages`
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
