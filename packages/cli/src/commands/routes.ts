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
  const all = [...(await built.chains())]
    .sort(byPathThenVerb)
    .map(({ verb, path, handler, location }) => ({
      verb,
      path,
      handler: handler.slice(handler.indexOf('#') + 1),
      file: location.file,
      line: location.line,
    }))

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

function byPathThenVerb(a: ChainDescription, b: ChainDescription): number {
  return a.path === b.path ? (a.verb < b.verb ? -1 : 1) : a.path < b.path ? -1 : 1
}
