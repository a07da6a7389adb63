import type { CompileOptions } from '@critter/compiler'
import { withLf } from './manifest.js'
import type { FilePlan } from './plan-files.js'
import type { Paint } from '../report/paint.js'
import { inProject } from '../report/project-files.js'

/** What the plan changes, as one patch that `git apply` takes. */
export async function diffFiles(
  { writes, deletes }: FilePlan,
  options: CompileOptions,
): Promise<string> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff')
  const changes = [
    ...writes.map(({ path, before, text }) => ({ path, before, after: text })),
    ...deletes.map(({ path, before }) => ({ path, before, after: undefined })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1))
  return changes
    .map(({ path, before, after }) => {
      const name = inProject(options, path)
      return createTwoFilesPatch(
        before === undefined ? '/dev/null' : `a/${name}`,
        after === undefined ? '/dev/null' : `b/${name}`,
        withLf(before ?? ''),
        after ?? '',
        undefined,
        undefined,
        { context: 3, headerOptions: FILE_HEADERS_ONLY },
      )
    })
    .join('')
}

export function paintDiff(patch: string, paint: Paint): string {
  return patch
    .split('\n')
    .map((line) => {
      if (/^(---|\+\+\+) /.test(line)) return paint.bold(line)
      if (line.startsWith('@@')) return paint.cyan(line)
      if (line.startsWith('+')) return paint.green(line)
      if (line.startsWith('-')) return paint.red(line)
      return line
    })
    .join('\n')
}
