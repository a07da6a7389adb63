import { build } from '../builds/build.js'
import { exitCode, type ExitCode } from '../exit-code.js'
import { findProject, type ProjectFlags } from '../config/find-project.js'
import { around, flowOf } from '../flow.js'
import type { Host } from '../host.js'
import { nearNames } from '../near-names.js'
import { mermaid } from '../report/mermaid.js'
import { tellWhatIsMissing } from '../report/what-is-missing.js'
import { UsageError } from '../usage-error.js'

/** `critter graph [name]`: how requests become messages, and messages others, as a Mermaid flowchart. */
export async function graph(name: string, flags: ProjectFlags, host: Host): Promise<ExitCode> {
  const built = await build(findProject(host.cwd, flags), host)
  const flow = flowOf(await built.messages())
  try {
    const names = name === '' ? [] : named(name, flow.nodes)
    host.stdout.write(mermaid(name === '' ? flow : around(names, flow)))
  } finally {
    tellWhatIsMissing(built, host)
    built.keep(built.outputs)
  }
  return name === '' && built.diagnostics.some(({ severity }) => severity === 'error')
    ? exitCode.problems
    : exitCode.fine
}

/** A message, a route or a method, as the graph calls it; a class is all of its methods. */
function named(name: string, nodes: readonly { readonly name: string }[]): readonly string[] {
  const wanted = name.trim().replace(/\s+/g, ' ').toLowerCase()
  const all = nodes.map((each) => each.name)
  const found = all.filter((each) =>
    [each, each.split('.')[0] ?? each].some((one) => one.toLowerCase() === wanted),
  )
  if (found.length > 0) return found
  const near = nearNames(name, all, 5)
  throw new UsageError(`nothing that sends or is sent is called "${name}"`, {
    help:
      near.length === 0
        ? 'Run critter messages for the list of all'
        : `Did you mean ${near.map((each) => `"${each}"`).join(' or ')}?`,
  })
}
