import type { Argument, Target } from './argument.js'
import type { Frame, Result } from './frame.js'
import type { Variable } from './variable.js'
import { within } from './within.js'

/** What a frame makes. */
export function creates(frame: Frame): readonly Variable[] {
  switch (frame.kind) {
    case 'open-session':
      return [frame.session]
    case 'read-value':
      return [frame.value]
    case 'read-body':
      return [frame.body]
    case 'receive':
      return [frame.message]
    case 'read-files':
      return frame.files.map((each) => each.file)
    case 'take-service':
      return [frame.service]
    case 'construct':
      return [frame.instance]
    case 'find-saga-id':
      return [frame.id]
    case 'new-saga':
      return [frame.saga]
    case 'load-entity':
      return [frame.entity]
    case 'fetch-stream':
      return [frame.stream]
    case 'take-state':
    case 'update-state':
      return [frame.state]
    case 'call':
    case 'unpack':
      return created(frame.result)
    default:
      return within(frame).flatMap(creates)
  }
}

export function created(result: Result): readonly Variable[] {
  switch (result.kind) {
    case 'none':
      return []
    case 'whole':
      return [result.variable]
    case 'tuple':
      return result.elements.filter((each) => each !== undefined)
    case 'members':
      return result.members.map((each) => each.variable)
  }
}

/** Arguments that a frame passes on: where a missing value would hurt. */
export function passes(frame: Frame): readonly Argument[] {
  switch (frame.kind) {
    case 'take-service':
      return frame.make?.arguments ?? []
    case 'construct':
    case 'run-effect':
      return frame.arguments
    case 'load-entity':
    case 'guard-saga':
    case 'new-saga':
      return [frame.id]
    case 'fetch-stream':
      return frame.version === undefined ? [frame.id] : [frame.id, frame.version]
    case 'find-saga-id':
      return frame.given === undefined ? [] : [frame.given]
    case 'call':
      return frame.arguments
    default:
      return within(frame).flatMap(passes)
  }
}

/** Everything a frame reads, its arguments and what it looks at itself. */
export function uses(frame: Frame): readonly Variable[] {
  switch (frame.kind) {
    case 'open-session':
    case 'read-body':
    case 'receive':
    case 'read-files':
    case 'commit-messages':
      return []
    // Its own guard looks at it.
    case 'read-value':
      return frame.from === 'route' ? [frame.value] : []
    case 'guard-violations':
      return frame.required
    case 'take-service':
    case 'construct':
    case 'find-saga-id':
    case 'new-saga':
      return used(passes(frame))
    case 'load-entity':
    case 'fetch-stream':
      return [frame.session, ...used(passes(frame))]
    case 'take-state':
    case 'update-state':
      return [frame.stream]
    case 'append-events':
      return [frame.stream, frame.events]
    case 'call':
      return [
        ...usedByTarget(frame.target),
        ...used(frame.arguments),
        ...(frame.read ? [frame.read.session] : []),
      ]
    // Taking a value apart reads it only where somebody reads the parts.
    case 'unpack':
      return frame.result.kind === 'none' ? [] : [frame.value]
    case 'stop':
    case 'guard-missing':
    case 'dispose':
    case 'cascade':
      return [frame.value]
    case 'start-saga':
    case 'save-saga':
      return [frame.saga, frame.session]
    case 'enter-saga':
      return [frame.saga]
    case 'guard-saga':
      return [frame.saga, ...used(passes(frame))]
    case 'branch':
      return [frame.value, ...within(frame).flatMap(uses)]
    case 'run-effect':
      return [frame.effect, ...used(frame.arguments)]
    case 'commit':
      return [frame.session]
    case 'respond':
      return frame.answers.flatMap((each) => (each.kind === 'empty' ? [] : [each.value]))
    case 'together':
    case 'region':
    case 'after-commit':
      return within(frame).flatMap(uses)
  }
}

function used(list: readonly Argument[]): readonly Variable[] {
  return list.flatMap((each) => {
    if (each.kind === 'envelope') return [each.message]
    return each.kind === 'variable' || each.kind === 'member' ? [each.variable] : []
  })
}

function usedByTarget(target: Target): readonly Variable[] {
  return target.kind === 'instance' ? [target.variable] : []
}
