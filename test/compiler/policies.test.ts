import { expect, test } from 'vitest'
import type { ApplicationModel } from '../../packages/compiler/src/model/application-model.js'
import type { NamedExports } from '../../packages/compiler/src/model/named-exports.js'
import type { TypeRef } from '../../packages/compiler/src/model/type-ref.js'
import type {
  Chain,
  ChainPolicy,
  PolicyTools,
  ReturnValue,
} from '../../packages/compiler/src/policies/chain-policy.js'
import { evaluatePolicies } from '../../packages/compiler/src/policies/evaluate.js'
import { compileInput } from '../support/compile-sample.js'
import { outlineChains } from '../../packages/compiler/src/resolve/outline-chains.js'
import type { RuntimeName } from '../../packages/compiler/src/vocabulary.js'
import {
  anythingFits,
  application,
  endpoint,
  endpointClass,
  facts,
  list,
  method,
  named,
  ours,
  parameter,
  route,
  text,
  tuple,
  union,
  use,
} from '../support/hand-made-model.js'

const message = named('ClientMessage')
const updated = named('CountUpdated')
const reset = named('CountReset')
const status = named('Status')
const command = named('Command')
const types = [
  facts(message, 'data', { declaration: 'interface' }),
  facts(updated, 'data', { bases: [message] }),
  facts(reset, 'data', { bases: [message] }),
  facts(status, 'data'),
  facts(command, 'data'),
  facts(ours('StartStream'), 'runtime'),
]

/** GET /a to /d, each in a class of its own, that return what is given. */
function modelOf(...returned: readonly TypeRef[]): ApplicationModel {
  const endpoints = returned.map((each, index) => {
    const name = 'abcd'.charAt(index)
    const owner = endpointClass(`${name.toUpperCase()}Endpoint`, [
      method('post', [parameter('command', command)], each),
    ])
    return endpoint(owner, 'post', route('POST', `/${name}`))
  })
  return application(endpoints, types)
}

const exports: NamedExports = {
  find: ({ file, name }) => {
    if (file === '@critter/runtime') {
      return {
        kind: 'found',
        type: ours(name as RuntimeName),
        at: { file, name },
        methods: undefined,
      }
    }
    if (file !== 'src/app.ts') return { kind: 'no-file', near: ['src/app.ts'] }
    const known = [message, updated, reset, status, command, named('Hub'), named('Timing')]
    const type = known.find((each) => each.name === name)
    const methods = name === 'Hub' || name === 'Timing' ? ['send', 'before'] : undefined
    return type === undefined
      ? { kind: 'no-export', exports: known.map((each) => each.name) }
      : { kind: 'found', type, at: { file, name }, methods }
  },
}

function evaluate(model: ApplicationModel, ...policies: readonly ChainPolicy[]) {
  return evaluatePolicies(
    policies.map((apply, index) => ({
      name: `policy${index + 1}`,
      apply,
      folder: '',
      locate: () => ({ file: 'critter.config.ts', line: index + 1, column: 1, length: 1 }),
    })),
    outlineChains(model, anythingFits),
    { types: model.types, exports },
  )
}

/** What a policy that looks at every chain sees of each. */
function seen<T>(model: ApplicationModel, look: (chain: Chain, tools: PolicyTools) => T) {
  const found: (readonly [string, T])[] = []
  const looking: ChainPolicy = (chains, tools) => {
    found.length = 0
    for (const chain of [...chains].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      found.push([chain.name, look(chain, tools)])
    }
  }
  expect(evaluate(model, looking).diagnostics).toEqual([])
  return found.map(([, value]) => value)
}

test('values are found by their type, by what they extend and implement, in unions and lists', () => {
  const model = modelOf(
    tuple(use(status), use(updated, 'null')),
    union(updated, reset),
    tuple(use(status), use(list(message))),
    union(updated, status),
  )

  const found = seen(model, (chain, { type }) =>
    chain.returnValuesOf(type('./src/app.ts#ClientMessage')).map(({ isList }) => isList),
  )

  expect(found).toEqual([[false], [false], [true], []])
})

test('a chain creates what one of its values may be', () => {
  const model = modelOf(
    tuple(use(status), use(ours('StartStream', status))),
    union(updated, status),
  )

  expect(
    seen(model, (chain, { type }) => [
      chain.creates(type('@critter/runtime#StartStream')),
      chain.creates(type('./src/app.ts#ClientMessage')),
      chain.takes(type('./src/app.ts#Command')),
      chain.takes(type('./src/app.ts#Status')),
    ]),
  ).toEqual([
    [true, false, true, false],
    [false, true, true, false],
  ])
})

test('a chain says where it is and who decides', () => {
  expect(
    seen(modelOf(text), ({ kind, name, handler, method: decides, route: at }) => ({
      kind,
      name,
      handler,
      decides,
      at,
    })),
  ).toEqual([
    {
      kind: 'endpoint',
      name: 'POST /a',
      handler: './src/app.ts#AEndpoint',
      decides: 'post',
      at: { verb: 'POST', path: '/a' },
    },
  ])
})

test('what policies add stands in the order in which they are registered', () => {
  const first: ChainPolicy = (chains, { type }) => {
    for (const chain of chains) chain.use(type('./src/app.ts#Timing'))
  }
  const second: ChainPolicy = (chains, { type }) => {
    for (const chain of chains) {
      chain.use(type('./src/app.ts#Hub'))
      chain.use(type('./src/app.ts#Timing'))
      chain.produces(418, type('./src/app.ts#Status'))
    }
  }

  const { additions, diagnostics, named: asked } = evaluate(modelOf(text), first, second)

  const [added] = [...additions.values()]
  expect(diagnostics).toEqual([])
  expect(added?.middleware.map((each) => each.class)).toEqual([
    'src/app.ts#Timing',
    'src/app.ts#Hub',
  ])
  expect(added?.produces.map((each) => [each.status, each.body?.text()])).toEqual([[418, 'Status']])
  expect(asked.map(({ name, as }) => `${as} ${name}`)).toEqual([
    'class Hub',
    'value Status',
    'class Timing',
  ])
})

const failures: Readonly<Record<string, readonly [ChainPolicy, string]>> = {
  'that throws': [
    () => {
      throw new Error('no luck.\nAnd more')
    },
    'policy-failed: policy1 threw: no luck.',
  ],
  'that is asynchronous': [
    async () => {},
    'policy-failed: policy1 is asynchronous, and a policy decides before it returns',
  ],
  'that changes what it sees': [
    (chains) => {
      ;(chains as Chain[]).pop()
    },
    'policy-failed: policy1 threw: Cannot delete property',
  ],
  'that gives a value of another chain': [
    (chains, { type, method: call }) => {
      const send = call<{ send(): void }>('./src/app.ts#Hub', 'send')
      const [one, other] = chains.flatMap((each) =>
        each.returnValuesOf(type('./src/app.ts#CountUpdated')),
      )
      one?.useReturnAction(send(other!))
    },
    'policy-failed: policy1 threw: send(…) expected a value of POST /a, found one of POST /b',
  ],
  'that makes up a value': [
    (_, { method: call }) => {
      const send = call<{ send(): void }>('./src/app.ts#Hub', 'send')
      send({} as ReturnValue)
    },
    'policy-failed: policy1 threw: send(…) expected values of returnValuesOf(…), found another object',
  ],
  'that documents what is no status': [
    ([chain]) => {
      chain?.produces(99)
    },
    'policy-failed: policy1 threw: produces(…) expected a status from 100 to 599, found 99',
  ],
  'that names what is no file': [
    ([chain], { type }) => {
      chain?.use(type('app.ts#Timing'))
    },
    'unknown-type-reference: `app.ts#Timing` names no file and export (in policy1)',
  ],
}

test.each(Object.entries(failures))(
  'a policy %s is reported and adds nothing',
  (_, [policy, said]) => {
    const { additions, diagnostics } = evaluate(modelOf(updated, updated), policy)

    expect(diagnostics.map(({ code, message: text }) => `${code}: ${text}`)).toEqual([
      expect.stringContaining(said),
    ])
    expect(
      [...additions.values()].flatMap((each) => [...each.middleware, ...each.actions]),
    ).toEqual([])
  },
)

test('what is asked for after the policy has returned is refused', () => {
  let kept: Chain | undefined
  const keeping: ChainPolicy = ([chain]) => {
    kept = chain
  }
  evaluate(modelOf(text), keeping)

  expect(() => kept?.produces(418)).toThrow('policy1 has returned, and adds nothing more')
})

test('a policy that counts is not stable, and one that looks is', () => {
  let count = 0
  const counting: ChainPolicy = (chains) => {
    for (const chain of chains) if (count++ < 1) chain.produces(418)
  }
  const looking: ChainPolicy = (chains) => {
    for (const chain of chains) if (chain.name === 'POST /b') chain.produces(418)
  }

  expect(evaluate(modelOf(text, text), looking, counting).diagnostics).toMatchObject([
    { code: 'unstable-policy', location: { line: 2 } },
  ])
})

test('with a policy in error no endpoint is written, as nobody knows what it lacks', async () => {
  const { files, diagnostics } = await compileInput(
    'test/compiler/samples/reports-unknown-type-reference',
  )

  expect(diagnostics.map((each) => each.code)).toContain('unknown-type-reference')
  expect(files.map((each) => each.path)).toContain('index.ts')
  expect(files.filter((each) => /^(get|post|put|delete)-/.test(each.path))).toEqual([])
})
