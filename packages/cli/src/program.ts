import { Command, CommanderError, Option } from 'commander'
import type { CodegenFlags } from './commands/codegen.js'
import type { DeadLetterFlags } from './commands/dead-letters.js'
import type { DescribeFlags } from './commands/describe.js'
import type { MessagesFlags } from './commands/messages.js'
import type { OpenApiFlags } from './commands/openapi.js'
import type { RoutesFlags } from './commands/routes.js'
import type { ProjectFlags } from './config/find-project.js'
import { exitCode, type ExitCode } from './exit-code.js'
import { reportFailure } from './report/report-failure.js'
import type { Host } from './host.js'
import { cliVersion } from './version.js'

/** Runs one command line, without the `node critter` in front, and says how the process shall end. Never rejects. */
export async function run(args: readonly string[], host: Host): Promise<ExitCode> {
  let code: ExitCode = exitCode.fine
  const program = createProgram(host, (result) => {
    code = result
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    // Commander has already said what is wrong.
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCode.fine : exitCode.usage
    return reportFailure(error, { args, host })
  }
}

function createProgram(host: Host, finish: (code: ExitCode) => void): Command {
  const program = new Command('critter')
    .description('Compiles decorated endpoint and handler classes to plain TypeScript.')
    .version(cliVersion(), '-v, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 fine, 1 errors in the sources or files out of date, 2 wrong usage or config, 3 a bug in Critter.',
    )

  // Each command is imported when it runs: `codegen` with nothing changed should not wait for the others.
  projectOptions(program.command('codegen'))
    .description('write the generated files')
    .option('--check', 'write nothing; exit with 1 when files are out of date')
    .option('--diff', 'print what changes, as a patch')
    .option('--json', 'print one JSON object')
    .addOption(
      new Option(
        '--accept-removed-names',
        'wire names of messages and events that are gone from the sources are gone on purpose',
      ).conflicts('check'),
    )
    .addOption(
      new Option('--watch', 'stay and write again after every change').conflicts([
        'check',
        'diff',
        'json',
        'acceptRemovedNames',
      ]),
    )
    .action(async ({ watch, ...flags }: CodegenFlags & { readonly watch?: boolean }) => {
      if (watch === true) {
        const commands = await import('./commands/watch.js')
        return finish(await commands.watch(flags, host))
      }
      const commands = await import('./commands/codegen.js')
      finish(await commands.codegen(flags, host))
    })

  projectOptions(program.command('describe'))
    .description('print the generated handler of a route; without a name, list them all')
    .argument(
      '[name...]',
      'a route ("POST /orders"), a generated class, a handler class, or Class.method',
    )
    .option('--plan', 'print the steps in words, by phase, with the round trips')
    .option('--json', 'print JSON')
    .action(async (name: readonly string[], flags: DescribeFlags) => {
      const commands = await import('./commands/describe.js')
      finish(await commands.describe(name.join(' '), flags, host))
    })

  projectOptions(program.command('routes'))
    .description('list the routes and where their handlers are')
    .option('--json', 'print JSON')
    .action(async (flags: RoutesFlags) => {
      const commands = await import('./commands/routes.js')
      finish(await commands.routes(flags, host))
    })

  projectOptions(program.command('messages'))
    .description('list the messages: where they go and who handles them; with a name, all of one')
    .argument('[name]', 'a wire name, with * at the end for several, or a type')
    .option('--json', 'print JSON')
    .action(async (name: string | undefined, flags: MessagesFlags) => {
      const commands = await import('./commands/messages.js')
      finish(await commands.messages(name, flags, host))
    })

  projectOptions(program.command('graph'))
    .description('draw which requests and handlers send what to whom, as a Mermaid flowchart')
    .argument('[name...]', 'a message, a route or a handler: what leads to it and what follows')
    .action(async (name: readonly string[], flags: ProjectFlags) => {
      const commands = await import('./commands/graph.js')
      finish(await commands.graph(name.join(' '), flags, host))
    })

  projectOptions(program.command('openapi'))
    .description('print the OpenAPI document of the endpoints')
    .option('--yaml', 'YAML instead of JSON')
    .option('--output <file>', 'write it into a file')
    .action(async (flags: OpenApiFlags) => {
      const commands = await import('./commands/openapi.js')
      finish(await commands.openapi(flags, host))
    })

  deadLetters(
    program.command('dead-letters').description('messages that could not be handled'),
    host,
    finish,
  )

  return program
}

function deadLetters(parent: Command, host: Host, finish: (code: ExitCode) => void): void {
  const commands = () => import('./commands/dead-letters.js')
  parent.copyInheritedSettings(parent.parent ?? parent)

  deadLetterOptions(filterOptions(parent.command('list')))
    .description('list them, the newest first')
    .option('--limit <count>', 'how many; default: 50')
    .option('--after <id>', 'those behind this one')
    .action(async (flags: DeadLetterFlags) => finish(await (await commands()).list(flags, host)))

  deadLetterOptions(parent.command('show'))
    .description('print all that is known of one')
    .argument('<id>', 'of the dead letter')
    .action(async (id: string, flags: DeadLetterFlags) =>
      finish(await (await commands()).show(id, flags, host)),
    )

  for (const [name, description] of [
    ['replay', 'put them back where they came from'],
    ['delete', 'delete them for good'],
  ] as const) {
    deadLetterOptions(filterOptions(parent.command(name)))
      .description(description)
      .argument('[id...]', 'of dead letters; without one, those that the options find')
      .option('--all', 'every one of them')
      .action(async (ids: readonly string[], flags: DeadLetterFlags) =>
        finish(await (await commands())[name](ids, flags, host)),
      )
  }
}

function deadLetterOptions(command: Command): Command {
  return command
    .copyInheritedSettings(command.parent ?? command)
    .allowExcessArguments(false)
    .option('--database <url>', 'default: DATABASE_URL')
    .option('--root <folder>', 'the project, whose @critter/runtime is used')
    .option('--json', 'print JSON')
}

function filterOptions(command: Command): Command {
  return command
    .option('--message <name>', 'wire name; "order-*" is all that begin so')
    .option('--reason <reason>', 'handler-failed, unreadable, unknown-message, expired …')
    .option('--error <class>', 'class of the error')
    .option('--destination <name>', 'endpoint or local queue')
    .option('--since <time>', 'a date, or how long ago: 30m, 2h, 7d')
    .option('--until <time>', 'the same')
}

function projectOptions(command: Command): Command {
  return command
    .copyInheritedSettings(command.parent ?? command)
    .allowExcessArguments(false)
    .option(
      '--root <folder>',
      'the project; default: the nearest folder with a critter.config.ts, else a package.json',
    )
    .option('--config <file>', 'the config; default: critter.config.ts of the project')
}
