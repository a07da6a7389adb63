import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { SourceLocation } from '../model/source-location.js'
import type { WireName } from '../model/type-facts.js'
import { commentTags, type CommentTag } from './comment-tags.js'
import { readOption } from './decorator-options.js'
import { ourDecorators, type OurDecorator } from './decorators.js'
import { reportHiddenDecorators } from './hidden-decorators.js'
import { locate, locateRange } from './locate.js'
import type { ProgramView } from './program-view.js'
import { readText } from './read-marks.js'
import { noteErrors, type Reading } from './reading.js'

/**
 * What `@Message('order-placed', { version: 2 })` on a class says, or the tag `@message order-placed@2` in the comment of any
 * type. `in-error`: nobody knows what it says, and what is sent or stored is not given another name meanwhile.
 */
export function readWireName(
  declaration: ts.Declaration,
  view: ProgramView,
  reading: Reading,
): WireName | 'in-error' | undefined {
  const noted = noteErrors(reading)
  const isClass = ts.isClassDeclaration(declaration)
  if (isClass) reportHiddenDecorators(declaration, view, noted)
  const decorator = isClass ? messageDecorator(declaration, view) : undefined
  const tag = messageTag(declaration)
  const name =
    decorator !== undefined
      ? decoratedName(decorator, view, noted)
      : tag !== undefined
        ? taggedName(tag, view, noted)
        : undefined
  return noted.hasErrors ? 'in-error' : name
}

export function messageDecorator(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
): OurDecorator | undefined {
  if (ts.getDecorators(declaration) === undefined) return undefined
  return ourDecorators(declaration, view).find((each) => each.name === 'Message')
}

export function messageTag(declaration: ts.Node): CommentTag | undefined {
  return commentTags(declaration).find(
    ({ name, position }) => name === 'message' && position === 'line-start',
  )
}

function decoratedName(
  decorator: OurDecorator,
  view: ProgramView,
  reading: Reading,
): WireName | undefined {
  const { call } = decorator
  const name = readText(call, 0, 'Message', view, reading)
  const version = readOption(decorator, 1, 'version', view, reading) ?? 1
  if (name === undefined) return undefined
  return checked(name, version, locate(view.root, call), reading)
}

/** `@message order-placed@2`; what follows a blank is for people. */
function taggedName(tag: CommentTag, view: ProgramView, reading: Reading): WireName | undefined {
  const [text = ''] = tag.text.split(/\s/)
  // A type that is said to be a message, under its own name.
  if (text === '') return undefined
  const [name = '', version = '1'] = text.split('@')
  const location = locateRange(view.root, tag.source, tag.start, tag.end)
  return checked(name, /^\d+$/.test(version) ? Number(version) : version, location, reading)
}

function checked(
  name: string,
  version: number | string,
  location: SourceLocation,
  reading: Reading,
): WireName | undefined {
  // `*` is for routes, `/` for the queues of several handlers, `@` for the version.
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._:-]*$/u.test(name)) {
    const message = `"${name}" cannot be the wire name of a message`
    reading.report(diagnostic('invalid-message-name', location, { message }))
  } else if (typeof version === 'string' || !Number.isSafeInteger(version) || version < 1) {
    const message = `The version of a message is a whole number from 1, not ${version}`
    const help = 'Count up from 1, which is the version without a number'
    reading.report(diagnostic('invalid-message-name', location, { message, help }))
  } else return { name, version }
  return undefined
}
