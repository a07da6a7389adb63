import ts from '#typescript'
import { diagnostic } from '../diagnostics/diagnostic.js'
import type { DocumentModel } from '../model/application-model.js'
import { bareType } from './bare-type.js'
import { readOption, reportUnsupported } from './decorator-options.js'
import { ourDecorators, type OurCall } from './decorators.js'
import { reportHiddenDecorators } from './hidden-decorators.js'
import type { ProgramView } from './program-view.js'
import { readIndexes } from './read-indexes.js'
import { noteErrors, type Reading } from './reading.js'
import { storedClass, type StoredClass } from './stored-class.js'
import { kebabCase } from './stored-name.js'

/** A class that is stored under its `id`. */
export function readDocument(
  symbol: ts.Symbol,
  view: ProgramView,
  reading: Reading,
): { readonly model: DocumentModel | undefined; readonly events: readonly [] } {
  return { model: readModel(symbol, view, reading), events: [] }
}

function readModel(
  symbol: ts.Symbol,
  view: ProgramView,
  reading: Reading,
): DocumentModel | undefined {
  const stored = storedClass(symbol, 'document', view, reading)
  if (stored === undefined) return undefined
  const idType = readIdType(stored, view)
  if (idType === undefined) {
    reading.report(
      diagnostic('document-without-id', stored.location, {
        message: `${stored.type.name} is a document, but has no member \`id\` of type string, number or bigint`,
      }),
    )
    return undefined
  }
  const noted = noteErrors(reading)
  reportHiddenDecorators(stored.declaration, view, noted)
  const doc = docDecorator(stored.declaration, view, reading)
  const declared = doc && readOption(doc, 0, 'name', view, noted)
  // Under another name it would be another table.
  if (noted.hasErrors) return undefined
  const name = declared === undefined ? kebabCase(stored.type.name) : String(declared)
  const indexes = doc === undefined ? [] : readIndexes(doc, stored.declaration, view, reading)
  return {
    type: stored.type,
    name,
    idType,
    ...(indexes.length === 0 ? {} : { indexes }),
    location: stored.location,
  }
}

function readIdType(
  { declaration }: StoredClass,
  view: ProgramView,
): DocumentModel['idType'] | undefined {
  const { checker } = view
  const property = checker.getPropertyOfType(checker.getTypeAtLocation(declaration), 'id')
  if (property === undefined) return undefined
  const bare = bareType(checker.getTypeOfSymbolAtLocation(property, declaration), view)
  if (bare.null || bare.undefined || bare.members.length === 0) return undefined
  return idTypes.find(([flags]) => bare.members.every((each) => isOf(each, flags)))?.[1]
}

const idTypes: readonly (readonly [ts.TypeFlags, DocumentModel['idType']])[] = [
  [ts.TypeFlags.StringLike, 'text'],
  [ts.TypeFlags.NumberLike, 'float8'],
  [ts.TypeFlags.BigIntLike, 'int8'],
]

/** Branded primitives too: `string & { readonly brand: 'OrderId' }`. */
function isOf(type: ts.Type, flags: ts.TypeFlags): boolean {
  if (type.isIntersection()) return type.types.some((each) => isOf(each, flags))
  return (type.flags & flags) !== 0
}

/** `@Doc({ name: 'people', indexes: ['city'] })` */
function docDecorator(
  declaration: ts.ClassDeclaration,
  view: ProgramView,
  reading: Reading,
): OurCall | undefined {
  const decorators = ourDecorators(declaration, view).filter((each) => each.name === 'Doc')
  reportUnsupported(decorators, view, reading)
  return decorators[0]
}
