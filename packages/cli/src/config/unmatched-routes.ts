import { readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { CompileResult, Diagnostic } from '@critter/compiler'
import type { Settings } from './config.js'
import { placeOfPath } from './place-of.js'

/** Routes of the config that take no message of the application: misspelt, or left behind. */
export async function unmatchedRoutes(
  { options, files }: Pick<Settings, 'options' | 'files'>,
  { messages, diagnostics }: Pick<CompileResult, 'messages' | 'diagnostics'>,
): Promise<readonly Diagnostic[]> {
  const patterns = (options.messaging?.routes ?? []).flatMap((each) => each.messages)
  // With errors, a message may be missing that there is.
  if (patterns.length === 0 || diagnostics.some(({ severity }) => severity === 'error')) return []
  const { catalog, matchesMessage, nearest } = await import('@critter/compiler')
  const names = messages.map(({ name }) => name)
  const { severity, help } = catalog['unmatched-route']
  return patterns
    .filter((pattern) => !names.some((each) => matchesMessage(pattern, each)))
    .map((pattern) => {
      const near = nearest(pattern, names)
      return {
        code: 'unmatched-route',
        severity,
        message: `A route takes "${pattern}", and no message is called so`,
        help: near === undefined ? help : `Did you mean "${near}"? ${help}`,
        location: locate(pattern, { options, files }),
        notes: [],
      }
    })
}

function locate(pattern: string, { options, files }: Pick<Settings, 'options' | 'files'>) {
  const places = files.map((file) => {
    const name = relative(options.root, file).split(sep).join('/')
    const path = ['messaging', 'routes', pattern]
    return placeOfPath(path, readFileSync(file, 'utf8'), name)
  })
  // One of several files that the config imports may have it.
  const [first] = places
  return places.find(({ length }) => length === pattern.length) ?? first ?? nowhere
}

const nowhere = { file: '', line: 1, column: 1, length: 1 }
