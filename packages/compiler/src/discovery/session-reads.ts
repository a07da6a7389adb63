import type { ts } from 'ts-morph'
import type { SessionReads } from '../model/method-model.js'
import type { ProgramView } from './program-view.js'

export function readSessionReads(
  _declaration: ts.MethodDeclaration,
  _view: ProgramView,
): SessionReads {
  return { roundTrips: 0, sequential: undefined }
}
