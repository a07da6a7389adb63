import type { ProjectModel } from '../model/application-model.js'
import type { ImportRef } from '../model/type-ref.js'

/** The generated file that is being printed. */
export interface FileContext {
  readonly project: Pick<ProjectModel, 'output' | 'importExtension'>
  /** Relative to the output folder: `codecs/todo.ts`. */
  readonly path: string
}

/** Names a symbol of another generated file. */
export function generatedRef(
  project: Pick<ProjectModel, 'output'>,
  path: string,
  name: string,
): ImportRef {
  return { kind: 'file', path: `${project.output}/${path}`, name }
}

/** What stands between the quotes of an import, the way the user's project writes it. */
export function moduleSpecifier(ref: ImportRef, { project, path }: FileContext): string {
  if (ref.kind === 'module') return ref.specifier
  const from = segments(`${project.output}/${path}`).slice(0, -1)
  const to = segments(ref.path)
  const shared = sharedLength(from, to.slice(0, -1))
  const up = from.slice(shared).map(() => '..')
  const target = [...(up.length === 0 ? ['.'] : up), ...to.slice(shared)].join('/')
  return withExtension(target, project.importExtension)
}

function segments(path: string): readonly string[] {
  return path.split('/').filter((each) => each !== '' && each !== '.')
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

function withExtension(path: string, style: ProjectModel['importExtension']): string {
  const match = /^(.*?)(\.d)?\.([cm]?)tsx?$/.exec(path)
  if (match === null) return path
  const [, stem, declaration, kind] = match
  if (style === 'ts' && declaration === undefined) return path
  // A bundler finds `.ts` by itself, `.mts` and `.cts` it does not.
  return style === 'none' && kind === '' ? stem! : `${stem!}.${kind!}js`
}
