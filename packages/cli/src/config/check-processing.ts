import { didYouMean } from './did-you-mean.js'
import { isObject, optional, shown, unknownMember, type Refuse } from './config-values.js'
import { completeLimits } from './messaging-model.js'

const modes = ['inline', 'buffered', 'durable']
const orders = ['any', 'strict', 'by-group']

/** How an endpoint processes: its mode, and what fits it. */
export function checkProcessing(endpoint: string, processing: object, refuse: Refuse): void {
  const { mode, listeners, parallel, order, limits } = optional(processing)
  const at = (member: string) => ['endpoints', endpoint, member]
  if (!modes.some((each) => each === mode)) {
    if (mode === undefined) {
      return refuse(
        `the endpoint "${endpoint}" has no mode`,
        at('mode'),
        "Write, for example: mode: 'durable'",
      )
    }
    return refuse(
      `the mode "${shown(mode)}" of the endpoint "${endpoint}" is none`,
      at(shown(mode)),
      didYouMean(shown(mode), modes, 'The modes are'),
    )
  }
  const known = mode === 'inline' ? ['mode', 'listeners'] : ['mode', 'limits', 'parallel', 'order']
  const unknown = unknownMember(processing, known)
  if (unknown !== undefined) {
    return refuse(
      `the endpoint "${endpoint}" is ${shown(mode)} and has no "${unknown}"`,
      at(unknown),
      didYouMean(unknown, known, 'The members are'),
    )
  }
  for (const [member, value] of Object.entries({ listeners, parallel })) {
    if (value === undefined || isCount(value)) continue
    return refuse(`"${member}" of "${endpoint}" must be a whole number above 0`, at(member))
  }
  if (order !== undefined && !orders.some((each) => each === order)) {
    const help = didYouMean(shown(order), orders, 'The orders are')
    return refuse(`the order "${shown(order)}" of "${endpoint}" is none`, at(shown(order)), help)
  }
  if (order === 'strict' && parallel !== undefined && parallel !== 1) {
    return refuse(
      `"${endpoint}" keeps strict order and handles ${shown(parallel)} messages at once`,
      at('parallel'),
      "Leave out parallel, or keep the order of each group: order: 'by-group'",
    )
  }
  if (limits !== undefined) checkLimits(endpoint, limits, refuse)
}

function checkLimits(endpoint: string, limits: unknown, refuse: Refuse): void {
  const at = (member = '') => ['endpoints', endpoint, 'limits', ...(member === '' ? [] : [member])]
  if (!isObject(limits)) {
    return refuse(`"limits" of "${endpoint}" must be an object: { max: 1000, restart: 500 }`, at())
  }
  const known = ['max', 'restart']
  const unknown = unknownMember(limits, known)
  if (unknown !== undefined) {
    const message = `"limits" of "${endpoint}" have an unknown member "${unknown}"`
    return refuse(message, at(unknown), didYouMean(unknown, known, 'The members are'))
  }
  const given = optional(limits)
  for (const [member, value] of Object.entries(given)) {
    if (value === undefined || isCount(value)) continue
    return refuse(`"${member}" of "${endpoint}" must be a whole number above 0`, at(member))
  }
  const { max, restart } = completeLimits(given)
  if (restart > max) {
    refuse(
      `"${endpoint}" stops listening above ${max} messages and would listen again at ${restart}`,
      at('restart'),
      'Let restart be less than max',
    )
  }
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0
}
