import { emitChain } from '../../packages/compiler/src/emit/emit-chain.js'
import type { Additions } from '../../packages/compiler/src/frames/additions.js'
import type { ApplicationModel } from '../../packages/compiler/src/model/application-model.js'
import {
  describeType,
  type ImportRef,
  type TypeRelations,
  type TypeUse,
} from '../../packages/compiler/src/model/type-ref.js'
import { resolve } from '../../packages/compiler/src/resolve/resolve.js'
import { anythingFits } from './hand-made-model.js'

/** What the one endpoint of a hand-made application becomes: the statements of `handle`, without indentation. */
export function handleOf(
  model: ApplicationModel,
  relations: TypeRelations = anythingFits,
  additions?: Additions,
): readonly string[] {
  const { chains, diagnostics } = resolve(model, relations, new WeakMap(), additions)
  const errors = diagnostics.filter((each) => each.severity === 'error')
  if (errors.length > 0) throw new Error(errors.map((each) => each.message).join('\n'))
  const [chain] = chains
  if (chain === undefined) throw new Error('No chain')
  const { text } = emitChain({
    chain,
    model,
    inRegion: false,
    codec: ({ purpose, type }) =>
      plainParser(purpose, type) ?? {
        kind: 'file',
        path: 'src/generated/critter/codecs.ts',
        name: `${purpose.replace(/-.*/, '')}${describeType(type.type).replace(/\W/g, '')}`,
      },
  })
  const body = text.slice(text.indexOf('Promise<void> {') + 15, text.lastIndexOf('  }\n}'))
  return body
    .split('\n')
    .map((each) => each.replace(/^ {4}/, ''))
    .filter((each) => each !== '')
}

/** The runtime's own parsers stand for themselves, as codecs would have it. */
function plainParser(purpose: string, { type }: TypeUse): ImportRef | undefined {
  const names = { string: 'toText', number: 'toNumber', boolean: 'toBoolean', bigint: 'toBigInt' }
  return purpose === 'parse' && type.kind === 'primitive'
    ? { kind: 'module', specifier: '@critter/runtime/generated', name: names[type.name] }
    : undefined
}

/** Codes and messages of what is wrong, in order. */
export function findingsOf(
  model: ApplicationModel,
  relations: TypeRelations = anythingFits,
  additions?: Additions,
): readonly string[] {
  return resolve(model, relations, new WeakMap(), additions).diagnostics.map(
    (each) => `${each.code}: ${each.message}`,
  )
}
