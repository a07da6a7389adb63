import { sortDiagnostics } from './diagnostics/diagnostic.js'
import type { Discovered, OpenProject } from './discovery/open-project.js'
import type { Additions } from './frames/additions.js'
import { evaluatePolicies } from './policies/evaluate.js'
import type { RegisteredPolicy } from './policies/registered-policy.js'
import { outlineChains } from './resolve/outline-chains.js'

/** What was discovered, with what policies name; what they add to each chain. */
export function discoverWith(
  policies: readonly RegisteredPolicy[],
  project: OpenProject,
): Discovered & { readonly additions: Additions; readonly arePoliciesSound: boolean } {
  const found = project.discover()
  if (policies.length === 0) return { ...found, additions: new Map(), arePoliciesSound: true }
  const { application, relations, exports } = found
  const outlines = outlineChains(application, relations)
  const evaluated = evaluatePolicies(policies, outlines, { types: application.types, exports })
  // Classes and types that nobody but a policy mentions are read now: for most projects, a handful.
  const all = evaluated.named.length === 0 ? found : project.discover(evaluated.named)
  return {
    ...all,
    diagnostics: sortDiagnostics([...all.diagnostics, ...evaluated.diagnostics]),
    additions: evaluated.additions,
    arePoliciesSound: evaluated.diagnostics.every((each) => each.severity !== 'error'),
  }
}
