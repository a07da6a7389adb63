import type { ts } from 'ts-morph'
import type { ProgramView } from './program-view.js'
import type { Reading } from './reading.js'

export function checkDefinedBefore(
  _declaration: ts.ClassDeclaration,
  _view: ProgramView,
  _reading: Reading,
): void {}
