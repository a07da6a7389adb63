import { exitCode, type ExitCode } from '../exit-code.js'
import type { Host } from '../host.js'
import { paintFor } from './paint.js'
import { ownPackage } from '../version.js'
import { UsageError } from '../usage-error.js'

interface Failure {
  readonly args: readonly string[]
  readonly host: Host
}

/** Says what went wrong to people, and with `--json` to programs as well. */
export async function reportFailure(error: unknown, { args, host }: Failure): Promise<ExitCode> {
  const isUsage = error instanceof UsageError
  if (args.includes('--json')) host.stdout.write(`${JSON.stringify(asJson(error), null, 2)}\n`)
  host.stderr.write(isUsage ? await usageText(error, host) : bugText(error, { args, host }))
  return isUsage ? exitCode.usage : exitCode.bug
}

function asJson(error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  if (!(error instanceof UsageError)) return { ok: false, error: { kind: 'bug', message } }
  const { help, location } = error
  return {
    ok: false,
    error: { kind: 'usage', message, help, ...(location === undefined ? {} : { location }) },
  }
}

async function usageText(error: UsageError, host: Host): Promise<string> {
  const paint = paintFor(host.stderr, host.env)
  const { message, help, location } = error
  if (location === undefined) {
    return `${paint.red('error:')} ${message}\n${help === '' ? '' : `  ${paint.green('help:')} ${help}\n`}`
  }
  const { renderDiagnostic } = await import('@critter/compiler')
  const diagnostic = {
    code: 'config',
    severity: 'error',
    message,
    help,
    location,
    notes: [],
  } as const
  const options = { readSource: () => error.source, color: paint.isColorSupported }
  return `${renderDiagnostic(diagnostic, options)}\n`
}

function bugText(error: unknown, { args, host }: Failure): string {
  const paint = paintFor(host.stderr, host.env)
  const { version, bugs } = ownPackage()
  return [
    paint.red('critter failed, and that is a bug in Critter, not in your code.'),
    `Please report it with what follows: ${bugs?.url ?? 'npm bugs @critter/cli'}`,
    '',
    `  critter ${args.join(' ')}`,
    `  @critter/cli ${version}, Node ${process.version}, ${process.platform} ${process.arch}`,
    '',
    error instanceof Error ? (error.stack ?? error.message) : String(error),
    '',
  ].join('\n')
}
