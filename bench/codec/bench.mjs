// From a parsed JSON body to a typed value, or to everything that is wrong with it.
import { isDeepStrictEqual } from 'node:util'
import { interleave, log, ratioOf, summary, versions } from '../harness.mjs'
import { contestants } from './contestants.mjs'
import { copies, requests } from './requests.mjs'

const rounds = 31
const roundMs = 20
const warmUpMs = 300

export default async function run() {
  const readers = await contestants()
  const names = Object.keys(readers)
  const ratios = {}
  const nanoseconds = {}
  for (const [title, { request, value, isRight }] of Object.entries(cases())) {
    log(title)
    const values = copies(value, 64)
    for (const name of names) {
      requireSameAnswer(name, title, readers[name][request](copies(value, 1)[0]), value, isRight)
      measure(readers[name][request], values, warmUpMs)
    }
    const measured = await interleave(rounds, names, (name) =>
      measure(readers[name][request], values, roundMs),
    )
    for (const name of names) {
      nanoseconds[`${name}/${title}`] = summary(measured[name].map((each) => 1e9 / each))
      if (name !== 'critter') ratios[`${name}/${title}`] = ratioOf(measured.critter, measured[name])
    }
  }
  return {
    ratios,
    'one request, ns': nanoseconds,
    versions: versions('zod', 'ajv', 'ajv-formats', 'typebox'),
  }
}

function cases() {
  return Object.fromEntries(
    Object.entries(requests).flatMap(([request, { valid, invalid }]) => [
      [`valid/${request}`, { request, value: valid, isRight: true }],
      [`invalid/${request}`, { request, value: invalid, isRight: false }],
    ]),
  )
}

/** Requests per second. */
function measure(read, values, forMs) {
  const begin = performance.now()
  let count = 0
  let elapsed = 0
  while (elapsed < forMs) {
    for (let repeat = 0; repeat < 16; repeat++) {
      for (let index = 0; index < values.length; index++) sink = read(values[index])
    }
    count += 16 * values.length
    elapsed = performance.now() - begin
  }
  return (count / elapsed) * 1000
}

// Kept, so that no reader is optimized away.
export let sink

function requireSameAnswer(name, title, answer, value, isRight) {
  const isSame = isRight
    ? isDeepStrictEqual(answer, value)
    : Array.isArray(answer) && answer.length >= 4
  if (!isSame) throw new Error(`${name} reads ${title} as ${JSON.stringify(answer)}`)
}
