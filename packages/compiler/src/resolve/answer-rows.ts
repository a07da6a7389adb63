import type { Chain } from '../frames/chain.js'
import { uses } from '../frames/flow.js'
import type { Call, Respond } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import { mapFrames, stepsIn } from '../frames/within.js'
import type { NamedType } from '../model/type-ref.js'

/** Who writes the JSON of a query's rows; `because`: the end of a sentence. */
export type RowsWriter =
  { readonly by: 'postgres' } | { readonly by: 'typescript'; readonly because: string }

/** The compiled query that a chain answers with. */
export function answeringQuery(chain: Chain): NamedType | undefined {
  return findAnswer(chain)?.query
}

/** The chain with the answer written by Postgres, where nothing but the answer is made of the rows. */
export function answerRows(chain: Chain, writer: RowsWriter): Chain {
  const found = findAnswer(chain)
  if (found === undefined) return chain
  const decided = whyDecoded(chain, found) ?? writer
  const { read, query, answer } = found
  const because =
    decided.by === 'postgres'
      ? `Postgres writes the JSON of ${query.name}: its rows are neither decoded nor encoded.`
      : `The rows of ${query.name} are decoded and encoded: ${decided.because}.`
  return {
    ...chain,
    frames: mapFrames(chain.frames, (frame) => {
      if (frame.kind === 'call' && frame === found.call) {
        const isText = decided.by === 'postgres'
        return { ...frame, because, ...(isText && { read: { ...read, json: answer.type } }) }
      }
      if (frame.kind !== 'respond' || frame !== found.respond) return frame
      return decided.by === 'postgres' ? { ...frame, answers: asText(frame.answers) } : frame
    }),
  }
}

interface FoundAnswer {
  readonly call: Call
  readonly read: NonNullable<Call['read']>
  readonly query: NamedType
  readonly respond: Respond
  readonly answer: Extract<Respond['answers'][number], { kind: 'json' }>
}

/** Asked of every chain in every round of an open compiler, in which most chains are those of the round before. */
const foundBefore = new WeakMap<Chain, FoundAnswer | 'none'>()

function findAnswer(chain: Chain): FoundAnswer | undefined {
  let found = foundBefore.get(chain)
  if (found === undefined) {
    found = lookForAnswer(chain) ?? 'none'
    foundBefore.set(chain, found)
  }
  return found === 'none' ? undefined : found
}

function lookForAnswer({ frames }: Chain): FoundAnswer | undefined {
  const all = stepsIn(frames)
  for (const call of all) {
    if (call.kind !== 'call' || call.result.kind !== 'whole') continue
    const { read, result } = call
    const [query, ...more] = read?.queries ?? []
    if (read === undefined || read.isTuple || query === undefined || more.length > 0) continue
    for (const respond of all) {
      if (respond.kind !== 'respond') continue
      const answer = respond.answers.find((each) => isJsonOf(each, result.variable))
      if (answer?.kind === 'json') return { call, read, query, respond, answer }
    }
  }
  return undefined
}

function isJsonOf(answer: Respond['answers'][number], value: Variable): boolean {
  return answer.kind === 'json' && answer.value === value
}

function whyDecoded(chain: Chain, { call, respond, answer }: FoundAnswer): RowsWriter | undefined {
  const by = 'typescript'
  // What the session has read guards what it writes.
  if (chain.transactional) return { by, because: 'the chain writes, too' }
  const others = stepsIn(chain.frames).filter((each) => each !== call && each !== respond)
  const isTaken =
    others.some((each) => uses(each).includes(answer.value)) ||
    respond.answers.some(({ kind }) => kind !== 'json' && kind !== 'not-found')
  return isTaken ? { by, because: 'another step takes them' } : undefined
}

function asText(answers: Respond['answers']): Respond['answers'] {
  return answers.map((each) => (each.kind === 'json' ? { ...each, isText: true } : each))
}
