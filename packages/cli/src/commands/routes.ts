import type { ChainDescription } from '@critter/compiler'
import { build } from '../builds/build.js'
import { exitCode, type ExitCode } from '../exit-code.js'
import { findProject, type ProjectFlags } from '../config/find-project.js'
import type { Host } from '../host.js'
import { table } from '../report/table.js'
import { tellWhatIsMissing } from '../report/what-is-missing.js'

export interface RoutesFlags extends ProjectFlags {
  readonly json?: boolean
}

/** `critter routes`: every route, sorted by path, and where its handler stands. */
export async function routes(flags: RoutesFlags, host: Host): Promise<ExitCode> {
  const built = await build(findProject(host.cwd, flags), host)
  const all = (await built.chains()).flatMap(routeOf).sort(byPathThenVerb)

  host.stdout.write(
    flags.json === true
      ? `${JSON.stringify(all, null, 2)}\n`
      : table(
          all.map(({ verb, path, handler, file, line }) => [
            verb,
            path,
            `${file}:${line}`,
            handler,
          ]),
        ),
  )
  tellWhatIsMissing(built, host)
  built.keep(built.outputs)
  return built.diagnostics.some(({ severity }) => severity === 'error')
    ? exitCode.problems
    : exitCode.fine
}

interface Route {
  readonly verb: string
  readonly path: string
  readonly handler: string
  readonly file: string
  readonly line: number
}

/** Handlers of messages have none. */
function routeOf({ verb, path, handler, location }: ChainDescription): readonly Route[] {
  if (verb === undefined || path === undefined) return []
  const { file, line } = location
  return [{ verb, path, handler: handler.slice(handler.indexOf('#') + 1), file, line }]
}

function byPathThenVerb(a: Route, b: Route): number {
  return a.path === b.path ? (a.verb < b.verb ? -1 : 1) : a.path < b.path ? -1 : 1
}
