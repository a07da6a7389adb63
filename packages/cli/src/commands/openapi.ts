import { relative, resolve } from 'node:path'
import { build } from '../builds/build.js'
import { findProject, type ProjectFlags } from '../config/find-project.js'
import { exitCode, type ExitCode } from '../exit-code.js'
import type { Host } from '../host.js'
import { writeWhole } from '../output/write-files.js'
import { tellWhatIsMissing } from '../report/what-is-missing.js'
import { UsageError } from '../usage-error.js'

export interface OpenApiFlags extends ProjectFlags {
  readonly yaml?: boolean
  readonly output?: string
}

/** `critter openapi`: the document of the endpoints, on standard output or into a file. */
export async function openapi(flags: OpenApiFlags, host: Host): Promise<ExitCode> {
  const built = await build(findProject(host.cwd, flags), host)
  const document = await built.openapi()
  const isYaml = flags.yaml === true || /\.ya?ml$/.test(flags.output ?? '')
  const text = isYaml ? await yaml(document) : `${JSON.stringify(document, null, 2)}\n`
  if (flags.output === undefined) host.stdout.write(text)
  else {
    const file = resolve(host.cwd, flags.output)
    write(file, text)
    host.stderr.write(`${relative(host.cwd, file)} written\n`)
  }
  tellWhatIsMissing(built, host)
  built.keep(built.outputs)
  return built.diagnostics.some(({ severity }) => severity === 'error')
    ? exitCode.problems
    : exitCode.fine
}

function write(file: string, text: string): void {
  try {
    writeWhole(file, text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`the document cannot be written: ${reason}`, { cause: error })
  }
}

async function yaml(document: object): Promise<string> {
  const { stringify } = await import('yaml')
  // An anchor where the same object stands twice would be a surprise to readers and to some tools.
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 100 })
}
