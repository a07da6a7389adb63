import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ChainPolicy, RegisteredPolicy, SourceLocation } from '@critter/compiler'
import { escaped, placeOf } from './place-of.js'

interface Origin {
  readonly root: string
  readonly configFile: string
  /** The config and every file loaded for it, absolute. */
  readonly files: readonly string[]
}

/** The policies of a config, each with its name and a way to find what it does in its own file. */
export function registerPolicies(
  policies: readonly ChainPolicy[],
  origin: Origin,
): readonly RegisteredPolicy[] {
  const folder = toSlashes(relative(origin.root, dirname(origin.configFile)))
  return policies.map((apply, index) => {
    const name = apply.name === '' ? `policies[${index}]` : apply.name
    return { name, apply, folder, locate: (error, text) => locate(error, text, name, origin) }
  })
}

function locate(
  error: Error | undefined,
  text: string,
  policy: string,
  { root, configFile, files }: Origin,
): SourceLocation {
  const called = error && calledFrom(error, files)
  if (called === undefined) return registration(policy, { root, configFile, files }, text)
  const name = toSlashes(relative(root, called.file))
  const lines = readFileSync(called.file, 'utf8').split('\n')
  const own = lines[called.line - 1] ?? ''
  const at = text === '' ? -1 : own.indexOf(text)
  // jiti keeps lines, not columns.
  return at < 0
    ? {
        file: name,
        line: called.line,
        column: own.search(/\S|$/) + 1,
        length: Math.max(1, own.trim().length),
      }
    : { file: name, line: called.line, column: at + 1, length: text.length }
}

/** The innermost place in one of the files. */
function calledFrom(error: Error, files: readonly string[]) {
  for (const line of (error.stack ?? '').split('\n')) {
    for (const file of files) {
      const name = [file, pathToFileURL(file).href].find((each) => line.includes(`${each}:`))
      const [, number] = name === undefined ? [] : (/^(\d+)/.exec(after(line, `${name}:`)) ?? [])
      if (number !== undefined && existsSync(file)) return { file, line: Number(number) }
    }
  }
  return undefined
}

function after(line: string, text: string): string {
  return line.slice(line.indexOf(text) + text.length)
}

/** A policy that a function of ours made has no file of its own: what it names stands in the config, else it is registered there. */
function registration(policy: string, { root, configFile }: Origin, text: string): SourceLocation {
  const source = readFileSync(configFile, 'utf8')
  const name = toSlashes(relative(root, configFile))
  const last = (list: readonly string[]) => list.filter((each) => each !== '')
  const needle = last([text, policy]).find((each) => source.includes(each)) ?? 'policies'
  return placeOf(new RegExp(escaped(needle)), source, name)
}

function toSlashes(path: string): string {
  return path.split(sep).join('/')
}
