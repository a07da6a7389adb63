import type { Additions, ChainAdditions, PolicyPlace, ReturnAction } from '../frames/additions.js'
import type { ChainOutline } from '../frames/outline.js'
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import { chainKey, type ChainKey } from '../model/chain-key.js'
import type { NamedRequest } from '../model/named-exports.js'
import { PolicyRun, type Known, type Recorded } from './policy-run.js'
import type { RegisteredPolicy } from './registered-policy.js'

export interface Evaluated {
  readonly additions: Additions
  /** Classes and types that the additions refer to. */
  readonly named: readonly NamedRequest[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Runs every policy over every chain, and once more in reverse: what it adds must not hang on the order of the chains. */
export function evaluatePolicies(
  policies: readonly RegisteredPolicy[],
  outlines: readonly ChainOutline[],
  known: Known,
): Evaluated {
  const sorted = [...outlines].sort((a, b) => (chainKey(a.model) < chainKey(b.model) ? -1 : 1))
  const reversed = [...sorted].reverse()
  const runs = policies.map((policy) => {
    const first = run(policy, sorted, known)
    const second = run(policy, reversed, known)
    return { policy, first, unstable: firstDifference(first, second, sorted) }
  })
  const merged = sorted.map((outline) =>
    merge(
      outline,
      runs.map(({ first }) => first),
    ),
  )
  return {
    additions: new Map(merged.map((each) => [each.key, each.additions])),
    named: namedBy(runs.map(({ first }) => first)),
    diagnostics: once([
      ...runs.flatMap(({ first }) => first.diagnostics),
      ...runs.flatMap(({ policy, unstable }) =>
        unstable ? [reportUnstable(policy, unstable)] : [],
      ),
      ...merged.flatMap((each) => each.diagnostics),
    ]),
  }
}

function run(policy: RegisteredPolicy, outlines: readonly ChainOutline[], known: Known): PolicyRun {
  const made = new PolicyRun(policy, known)
  made.run(outlines)
  return made
}

function firstDifference(
  first: PolicyRun,
  second: PolicyRun,
  outlines: readonly ChainOutline[],
): ChainOutline | undefined {
  return outlines.find(({ model }) => {
    const key = chainKey(model)
    return decisions(first.recorded.get(key)) !== decisions(second.recorded.get(key))
  })
}

/** What was decided, wherever in the policy. */
function decisions(recorded: Recorded | undefined): string {
  const withoutPlaces = (name: string, value: unknown) => (name === 'by' ? undefined : value)
  return recorded === undefined ? '' : JSON.stringify(recorded, withoutPlaces)
}

function reportUnstable(policy: RegisteredPolicy, { name }: ChainOutline): Diagnostic {
  return diagnostic('unstable-policy', policy.locate(undefined, policy.name), {
    message: `${policy.name} adds something else to ${name} when it is run again with the chains in reverse`,
  })
}

interface Merged {
  readonly key: ChainKey
  readonly additions: ChainAdditions
  readonly diagnostics: readonly Diagnostic[]
}

/** In the order in which the policies are registered: the first is the outermost. */
function merge(outline: ChainOutline, runs: readonly PolicyRun[]): Merged {
  const key = chainKey(outline.model)
  const all = runs.flatMap((each) => each.recorded.get(key) ?? [])
  const actions: ReturnAction[] = []
  const diagnostics: Diagnostic[] = []
  for (const action of all.flatMap((each) => each.actions)) {
    const claimed = actions.find((each) => each.value === action.value)
    if (claimed === undefined) actions.push(action)
    else diagnostics.push(...reportClaimed(outline, claimed, action))
  }
  const additions = {
    // Applied twice it would run twice, which nobody means.
    middleware: onceEach(all.flatMap((each) => each.middleware)),
    steps: all.flatMap((each) => each.steps),
    actions,
    produces: all.flatMap((each) => each.produces),
  }
  return { key, additions, diagnostics }
}

function onceEach<T extends { readonly class: string }>(list: readonly T[]): readonly T[] {
  return list.filter(
    (each, index) => list.findIndex((other) => other.class === each.class) === index,
  )
}

function reportClaimed(
  { model, values }: ChainOutline,
  first: ReturnAction,
  second: ReturnAction,
): readonly Diagnostic[] {
  const value = values.find((each) => each.key === first.value)
  const what = `the ${value?.use.text() ?? 'value'} that ${value?.by ?? model.method.name} returns`
  const [one, other] = [first.call.by, second.call.by]
  const message =
    one.policy === other.policy
      ? `${one.policy} claims ${what} twice`
      : `${one.policy} and ${other.policy} both claim ${what}`
  return [
    diagnostic('value-claimed-twice', other.location, {
      message,
      notes: [`the first claim: ${placeText(one)}`],
    }),
    diagnostic('value-claimed-twice', model.method.location, {
      message,
      notes: [`the claims: ${placeText(one)} and ${placeText(other)}`],
    }),
  ]
}

function placeText({ location: { file, line } }: PolicyPlace): string {
  return `${file}:${line}`
}

function namedBy(runs: readonly PolicyRun[]): readonly NamedRequest[] {
  const named = new Map(runs.flatMap((each) => [...each.named]))
  return [...named.values()]
    .map(({ found, as }) => ({ ...found.at, as }))
    .sort((a, b) => (`${a.file}#${a.name} ${a.as}` < `${b.file}#${b.name} ${b.as}` ? -1 : 1))
}

/** Two runs, and a policy that asks for one name in each chain, say the same thing. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return diagnostics.filter((each) => {
    const key = JSON.stringify([each.code, each.location, each.message])
    return !seen.has(key) && seen.add(key)
  })
}
