import { build } from '../builds/build.js'
import { codegenReport } from '../report/codegen-report.js'
import { exitCode, type ExitCode } from '../exit-code.js'
import { findProject, type ProjectFlags } from '../config/find-project.js'
import { generate, inspect } from '../output/generate.js'
import type { Host } from '../host.js'
import { tellCodegen } from '../report/tell-codegen.js'

export interface CodegenFlags extends ProjectFlags {
  readonly check?: boolean
  readonly diff?: boolean
  readonly json?: boolean
  readonly acceptRemovedNames?: boolean
}

/** `critter codegen`: brings the output folder up to date, or says how it differs (`--check`). */
export async function codegen(flags: CodegenFlags, host: Host): Promise<ExitCode> {
  const built = await build(findProject(host.cwd, flags), host)
  const outcome = flags.check === true ? await inspect(built) : await generate(built, flags)
  const report = await codegenReport(built, outcome, flags)

  const output = flags.json === true ? host.stderr : host.stdout
  const { options } = built
  await tellCodegen(
    { report, outcome, options, remedy: remedyFor(flags) },
    { host, output, root: options.root },
  )
  if (flags.json === true) host.stdout.write(`${JSON.stringify(report, null, 2)}\n`)

  built.keep(outcome.outputs)
  return report.ok ? exitCode.fine : exitCode.problems
}

function remedyFor({ config, root }: ProjectFlags): string {
  return [
    'npx critter codegen',
    ...(root === undefined ? [] : [`--root ${root}`]),
    ...(config === undefined ? [] : [`--config ${config}`]),
  ].join(' ')
}
