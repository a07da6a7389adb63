import { planCodecs } from './codecs/plan-codecs.js'
import type { CompileResult } from './compile-result.js'
import { describeChain } from './describe/describe-chain.js'
import { sortDiagnostics, type Diagnostic } from './diagnostics/diagnostic.js'
import { codecRequests } from './emit/codec-requests.js'
import { emitDefinition } from './emit/emit-definition.js'
import { emitEndpoint } from './emit/emit-endpoint.js'
import { emitIndex } from './emit/emit-index.js'
import type { ApplicationModel } from './model/application-model.js'
import type { TypeRelations } from './model/type-ref.js'
import { resolve } from './resolve/resolve.js'

/** From facts to files: no TypeScript program from here on. */
export function compileModel(
  model: ApplicationModel,
  relations: TypeRelations,
  discovered: readonly Diagnostic[],
): Omit<CompileResult, 'inputs'> {
  const { chains, services, diagnostics } = resolve(model, relations)
  const codecs = planCodecs(codecRequests(chains, model), model)
  const codec = codecs.functionFor
  const files = [
    ...chains.map((chain) => emitEndpoint({ chain, model, codec, inRegion: false })),
    ...codecs.files,
    emitDefinition(model, codec),
    emitIndex(chains, services, model),
  ]
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    diagnostics: sortDiagnostics([...discovered, ...diagnostics, ...codecs.diagnostics]),
    chains: chains.map(describeChain).sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
