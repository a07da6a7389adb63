import { readFileSync } from 'node:fs'
import { isAbsolute, join, normalize, relative, sep } from 'node:path'
import type { CompileOptions, RegisteredPolicy } from '@critter/compiler'
import type { CritterConfig } from './define-config.js'
import type { Project } from './find-project.js'
import { loadConfig } from './load-config.js'
import { nameOfPackage } from './name-of-package.js'
import { checkMessaging } from './check-messaging.js'
import { isObject, isText, type Refuse } from './config-values.js'
import { didYouMean } from './did-you-mean.js'
import { messagingModel } from './messaging-model.js'
import { escaped, placeOf, placeOfPath } from './place-of.js'
import { registerPolicies } from './register-policies.js'
import { UsageError } from '../usage-error.js'

export interface Settings {
  readonly options: CompileOptions
  readonly policies: readonly RegisteredPolicy[]
  /** The config and every file loaded for it, absolute. */
  readonly files: readonly string[]
  /** Those that were run, without packages. */
  readonly ran: readonly string[]
}

/** The defaults, and what the config says otherwise. */
export async function readSettings({ root, configFile }: Project): Promise<Settings> {
  const { defaultOptions } = await import('@critter/compiler')
  const named = nameOfPackage(root)
  if (configFile === undefined) {
    return {
      options: { root, ...defaultOptions, openapi: named },
      policies: [],
      files: [],
      ran: [],
    }
  }

  const loaded = await loadConfig(configFile, root)
  const config = checkConfig(loaded.value, { root, configFile, defaults: defaultOptions })
  const { policies = [], messaging, ...options } = config
  const openapi = { ...named, ...config.openapi }
  return {
    options: {
      root,
      ...defaultOptions,
      ...options,
      openapi,
      ...(messaging === undefined ? {} : { messaging: messagingModel(messaging) }),
    },
    policies: registerPolicies(policies, { root, configFile, files: loaded.files }),
    files: loaded.files,
    ran: loaded.ran.filter((each) => loaded.files.includes(each)),
  }
}

type Check = (value: unknown, root: string) => string | undefined

/** Every member there is; what each check returns completes "`output` must …". */
const members: Readonly<Record<keyof CritterConfig, Check>> = {
  include: (value) =>
    Array.isArray(value) && value.length > 0 && value.every(isText)
      ? undefined
      : "be a list of globs, such as ['src/**/*.ts']",
  output: (value, root) =>
    isText(value) && liesBelow(root, value) ? undefined : 'be a folder below the config',
  tsconfig: (value) => (isText(value) ? undefined : 'be the path of a tsconfig'),
  openapi: (value) =>
    isObject(value) && Object.entries(value).every(isOfOpenApi)
      ? undefined
      : "be an object with texts, such as { title: 'Orders', version: '1.0.0' }",
  policies: (value) =>
    Array.isArray(value) && value.every((each) => typeof each === 'function')
      ? undefined
      : 'be a list of functions over chains',
  // Looked into below, where more can be said.
  messaging: () => undefined,
  telemetry: (value) => (typeof value === 'boolean' ? undefined : 'be true or false'),
}

interface Origin {
  readonly root: string
  readonly configFile: string
  readonly defaults: Pick<CompileOptions, 'include' | 'output'>
}

/** Plain JavaScript may have written it, so nothing is taken for granted. */
export function checkConfig(value: unknown, { root, configFile, defaults }: Origin): CritterConfig {
  const source = readFileSync(configFile, 'utf8')
  const name = relative(root, configFile).split(sep).join('/')
  const fail = (message: string, needle: RegExp, help = ''): never => {
    throw new UsageError(message, { help, source, location: placeOf(needle, source, name) })
  }
  const refuse: Refuse = (message, at, help = '') => {
    throw new UsageError(message, { help, source, location: placeOfPath(at, source, name) })
  }

  if (!isObject(value)) {
    return fail(
      'the config exports no object by default',
      /export|module/,
      'Write: export default defineConfig({ … })',
    )
  }
  for (const [member, given] of Object.entries(value)) {
    const needle = new RegExp(`(?<![\\w$])${escaped(member)}(?![\\w$])`)
    if (!isMember(member))
      return fail(`the config has an unknown member "${member}"`, needle, helpFor(member))
    if (given === undefined) continue
    const wrong = members[member](given, root)
    if (wrong !== undefined) return fail(`"${member}" must ${wrong}`, needle)
  }
  const config: CritterConfig = Object.fromEntries(
    Object.entries(value).filter(([, given]) => given !== undefined),
  )
  if (config.messaging !== undefined) {
    checkMessaging(config.messaging, (message, at, help) =>
      refuse(message, ['messaging', ...at], help),
    )
  }
  const { include = defaults.include, output = defaults.output } = config
  if (include.some((each) => liesBelowOrIs(output, baseOf(each)))) {
    return fail(
      `"output" must be a folder of its own, but sources lie in "${output}"`,
      /output|export/,
      `What lies in the output folder is generated, never read. Default: ${defaults.output}`,
    )
  }
  return config
}

/** `src` of `src/**\/*.ts`: the folder that every match lies in. */
function baseOf(glob: string): string {
  const segments = normalize(glob).split(sep)
  const wild = segments.findIndex((each) => /[*?{[!(]/.test(each))
  return (wild === -1 ? segments.slice(0, -1) : segments.slice(0, wild)).join(sep)
}

function liesBelowOrIs(folder: string, path: string): boolean {
  const outer = normalize(folder).replace(/[\\/]$/, '')
  return path === outer || path.startsWith(outer + sep)
}

function helpFor(member: string): string {
  return didYouMean(member, Object.keys(members), 'The members are')
}

function isMember(name: string): name is keyof CritterConfig {
  return Object.hasOwn(members, name)
}

function isOfOpenApi([name, value]: readonly [string, unknown]): boolean {
  return (name === 'title' || name === 'version') && isText(value)
}

// The folder is written and cleaned up by us: neither the project itself nor anything outside of it.
function liesBelow(root: string, folder: string): boolean {
  const path = relative(root, join(root, folder))
  return (
    !isAbsolute(folder) &&
    path !== '' &&
    path.split(sep)[0] !== '..' &&
    !path.split(sep).includes('node_modules')
  )
}
