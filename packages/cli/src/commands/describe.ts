import type { ChainDescription } from '@critter/compiler'
import { build, type Build } from '../builds/build.js'
import { exitCode, type ExitCode } from '../exit-code.js'
import { findChains } from '../find-chains.js'
import { findProject, type ProjectFlags } from '../config/find-project.js'
import { highlight } from '../report/highlight.js'
import type { Host } from '../host.js'
import { paintFor } from '../report/paint.js'
import { planInWords } from '../report/plan-in-words.js'
import { queriesInWords } from '../report/queries-in-words.js'
import { inProject } from '../report/project-files.js'
import { table } from '../report/table.js'
import { tellWhatIsMissing } from '../report/what-is-missing.js'

export interface DescribeFlags extends ProjectFlags {
  readonly plan?: boolean
  readonly json?: boolean
}

/** `critter describe [name]`: the generated file of a chain or its plan, and the SQL of its queries; or the list of all. */
export async function describe(name: string, flags: DescribeFlags, host: Host): Promise<ExitCode> {
  const built = await build(findProject(host.cwd, flags), host)
  const chains = (await built.chains()).map((chain) => inProjectTerms(chain, built))
  const isList = name === ''
  try {
    const found = isList ? chains : findChains(name, chains)
    host.stdout.write(await printed({ found, isList, built, flags, host }))
  } finally {
    tellWhatIsMissing(built, host)
    built.keep(built.outputs)
  }
  return isList && built.diagnostics.some(({ severity }) => severity === 'error')
    ? exitCode.problems
    : exitCode.fine
}

interface Question {
  readonly found: readonly ChainDescription[]
  readonly isList: boolean
  readonly built: Build
  readonly flags: DescribeFlags
  readonly host: Host
}

async function printed({ found, isList, built, flags, host }: Question): Promise<string> {
  const paint = paintFor(host.stdout, host.env)
  if (flags.json === true) {
    const described = isList ? found : await withTexts(found, built)
    return `${JSON.stringify(described, null, 2)}\n`
  }
  if (flags.plan === true) {
    const plans = found.map((each) => planInWords(each, paint) + queriesInWords(each, paint))
    return plans.join('\n')
  }
  if (isList)
    return table(found.map(({ name, generatedFile, handler }) => [name, generatedFile, handler]))
  const described = await withTexts(found, built)
  return described
    .map((each) => highlight(each.text, paint) + queriesInWords(each, paint))
    .join('\n')
}

/** As it would be generated now, whatever lies in the output folder. */
async function withTexts(chains: readonly ChainDescription[], built: Build) {
  const texts = new Map(
    (await built.files()).map(({ path, text }) => [inProject(built.options, path), text]),
  )
  return chains.map((chain) => ({ ...chain, text: texts.get(chain.generatedFile) ?? '' }))
}

function inProjectTerms(chain: ChainDescription, { options }: Build): ChainDescription {
  return { ...chain, generatedFile: inProject(options, chain.generatedFile) }
}
