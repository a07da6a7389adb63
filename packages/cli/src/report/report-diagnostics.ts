import { join, relative } from 'node:path'
import type { Renderable } from '@critter/compiler'
import type { Host, Output } from '../host.js'
import { paintFor, type Paint } from './paint.js'
import { readerOf } from './project-files.js'

export interface Audience {
  readonly host: Host
  readonly output: Output
  /** What the locations are relative to. */
  readonly root: string
}

/** Each with its code frame, then an annotation for GitHub where that listens. */
export async function reportDiagnostics(
  diagnostics: readonly Renderable[],
  audience: Audience,
): Promise<void> {
  if (diagnostics.length === 0) return
  const { host, output, root } = audience
  // Only who has something to say pays for the compiler: its entry is not imported when all is well.
  const { renderDiagnostics } = await import('@critter/compiler')
  const color = paintFor(output, host.env).isColorSupported
  const options = { readSource: readerOf(root), color }
  output.write(`${renderDiagnostics(diagnostics, options)}\n\n`)
  for (const each of diagnostics) annotate(each, audience)
}

/** docs.github.com, "Workflow commands for GitHub Actions": the runner reads both streams. */
export function annotate(
  { severity, location, code, message, help }: Renderable,
  { host, output, root }: Audience,
): void {
  if (host.env['GITHUB_ACTIONS'] !== 'true') return
  const command = { error: 'error', warning: 'warning', info: 'notice' }[severity]
  const file = relative(
    host.env['GITHUB_WORKSPACE'] ?? host.cwd,
    join(root, location.file),
  ).replaceAll('\\', '/')
  const properties = {
    file,
    line: location.line,
    col: location.column,
    endColumn: location.column + location.length,
    title: code,
  }
  const text = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  )
  const body = help === '' ? message : `${message}\n${help}`
  output.write(`::${command} ${text.join(',')}::${escapeText(body)}\n`)
}

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** `2 errors, 1 warning`, or nothing at all. */
export async function summaryOf(
  diagnostics: readonly Renderable[],
  paint: Paint,
): Promise<readonly string[]> {
  if (diagnostics.length === 0) return []
  const { renderSummary } = await import('@critter/compiler')
  return [renderSummary(diagnostics, { color: paint.isColorSupported })]
}
