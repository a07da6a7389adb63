import type { GeneratedFile } from '../compile-result.js'
import { sortDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { ApplicationModel } from '../model/application-model.js'
import type { Shape } from '../model/shape.js'
import { isSameContent } from '../model/same-content.js'
import type { SourceLocation } from '../model/source-location.js'
import { useKey, type ImportRef } from '../model/type-ref.js'
import type { CodecRequest } from './codec-request.js'
import { CodecWriter } from './codec-writer.js'
import { findFaults } from './find-faults.js'
import { groupCodecs, type CodecGroup } from './group-codecs.js'
import { shapeOfUse } from './shape-of-type.js'
import { shapeTableOf, type ShapeTable } from './shape-table.js'

export interface Codecs {
  /** The generated function, or the one of the runtime that does the same; of a type that the user's schema reads, the schema. */
  readonly functionFor: (request: CodecRequest) => ImportRef
  /** `false`: the type cannot cross the boundary, which is reported; there is no function. */
  readonly isSound: (request: CodecRequest) => boolean
  /** Sorted by path. Functions of types with faults are left out. */
  readonly files: readonly GeneratedFile[]
  readonly diagnostics: readonly Diagnostic[]
}

/** What was written before, by the name of the group: an open compiler writes only what has changed. */
export type CodecMemory = Map<string, WrittenGroup>

interface WrittenGroup extends WrittenCodecs {
  readonly from: CodecGroup['from']
}

interface WrittenCodecs {
  readonly functions: ReadonlyMap<string, ImportRef>
  readonly files: readonly GeneratedFile[]
}

/** One request, with the shape of its type. */
export interface AskedCodec {
  readonly key: string
  readonly request: CodecRequest
  readonly shape: Shape
}

/** From requests to files with a function for each, and for what those call. */
export function planCodecs(
  requests: readonly CodecRequest[],
  model: Pick<ApplicationModel, 'shapes' | 'project'>,
  memory: CodecMemory = new Map(),
): Codecs {
  const table = shapeTableOf(model.shapes)
  const diagnostics: Diagnostic[] = []
  const sound: AskedCodec[] = []
  const unsound = new Set<string>()
  for (const asked of distinct(requests)) {
    const faults = findFaults(asked.shape, asked.request, table)
    diagnostics.push(...faults)
    if (faults.length > 0) unsound.add(asked.key)
    else sound.push(asked)
  }
  const written = writeAll(sound, table, model.project, memory)
  return {
    functionFor: (request) => {
      const found = written.functions.get(requestKey(request))
      if (found === undefined) throw new Error(`no codec was requested for ${requestKey(request)}`)
      return found
    },
    isSound: (request) => !unsound.has(requestKey(request)),
    files: written.files,
    diagnostics: sortDiagnostics(unique(diagnostics)),
  }
}

function writeAll(
  asked: readonly AskedCodec[],
  table: ShapeTable,
  project: ApplicationModel['project'],
  memory: CodecMemory,
): WrittenCodecs {
  const groups = groupCodecs(asked, table).map(({ name, from, codecs }) => {
    const known = memory.get(name)
    if (known !== undefined && isSameContent(known.from, from)) return [name, known] as const
    const writer = new CodecWriter(table, project)
    const functions = new Map(
      codecs.map(({ key: each, request, shape }) => [each, writer.request(request.purpose, shape)]),
    )
    return [name, { from, functions, files: writer.print() }] as const
  })
  memory.clear()
  for (const [name, group] of groups) memory.set(name, group)
  return {
    functions: new Map(groups.flatMap(([, group]) => [...group.functions])),
    files: groups.flatMap(([, group]) => group.files).sort((a, b) => (a.path < b.path ? -1 : 1)),
  }
}

const nowhere: SourceLocation = { file: '', line: 1, column: 1, length: 1 }

function requestKey(request: CodecRequest): string {
  let key = keys.get(request)
  if (key === undefined) {
    key = `${request.purpose} ${useKey(request.type)}`
    keys.set(request, key)
  }
  return key
}

const keys = new WeakMap<CodecRequest, string>()

// Names depend on what is asked for, never on the order of asking.
function distinct(requests: readonly CodecRequest[]): readonly AskedCodec[] {
  const byKey = new Map<string, AskedCodec>()
  for (const request of requests) {
    const key = requestKey(request)
    if (byKey.has(key)) continue
    byKey.set(key, { key, request, shape: shapeOfUse(request.type, request.location ?? nowhere) })
  }
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((each) => [JSON.stringify(each), each])).values()]
}
