import type { CodecRequest } from './codecs/codec-request.js'
import { planCodecs } from './codecs/plan-codecs.js'
import type { CompileResult } from './compile-result.js'
import { describeChain } from './describe/describe-chain.js'
import { sortDiagnostics, type Diagnostic } from './diagnostics/diagnostic.js'
import { chainCodecs, storedCodecs } from './emit/codec-requests.js'
import { emitDefinition } from './emit/emit-definition.js'
import { emitEndpoint } from './emit/emit-endpoint.js'
import { emitIndex } from './emit/emit-index.js'
import type { Chain } from './frames/chain.js'
import type { ApplicationModel } from './model/application-model.js'
import type { TypeRelations } from './model/type-ref.js'
import { resolve } from './resolve/resolve.js'

/** From facts to files: no TypeScript program from here on. */
export function compileModel(
  model: ApplicationModel,
  relations: TypeRelations,
  discovered: readonly Diagnostic[],
): Omit<CompileResult, 'inputs'> {
  const resolved = resolve(model, relations)
  const asked = planCodecs(allCodecs(resolved.chains, model), model)
  // What cannot cross a boundary has been reported; everything that does without it is emitted all the same.
  const chains = resolved.chains.filter((chain) => chainCodecs(chain).every(asked.isSound))
  const sound: ApplicationModel = {
    ...model,
    documents: model.documents.filter((each) => storedCodecs(each).every(asked.isSound)),
    events: model.events.filter((each) => storedCodecs(each).every(asked.isSound)),
  }
  const codecs = planCodecs(allCodecs(chains, sound), sound)
  const codec = codecs.functionFor
  const files = [
    ...chains.map((chain) => emitEndpoint({ chain, model: sound, codec, inRegion: false })),
    ...codecs.files,
    emitDefinition(sound, codec),
    emitIndex(chains, resolved.services, sound),
  ]
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    diagnostics: sortDiagnostics([
      ...discovered,
      ...unsaid(resolved.diagnostics, discovered),
      ...unsaid(asked.diagnostics, discovered),
    ]),
    chains: chains.map(describeChain).sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/** What discovery found wrong with a declaration is the reason for what else is wrong with it. */
function unsaid(found: readonly Diagnostic[], said: readonly Diagnostic[]): readonly Diagnostic[] {
  const errors = said.filter((each) => each.severity === 'error')
  const places = new Set(errors.map(({ location }) => `${location.file}:${location.line}`))
  return found.filter(({ location }) => !places.has(`${location.file}:${location.line}`))
}

function allCodecs(chains: readonly Chain[], model: ApplicationModel): readonly CodecRequest[] {
  return [
    ...chains.flatMap(chainCodecs),
    ...model.documents.flatMap(storedCodecs),
    ...model.events.flatMap(storedCodecs),
  ]
}
