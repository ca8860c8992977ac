import { Command, CommanderError, Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { type CommandOption, commands, notYet } from './commands.ts';
import { isRunEnded } from './run-ended.ts';
import type { Terminal } from './terminal.ts';

export interface CommandCode {
  /** Returns the exit status. */
  readonly execute: (
    specs: readonly string[],
    options: Readonly<Record<string, unknown>>,
    terminal: Terminal,
  ) => Promise<number>;
}

/**
 * The command line. Returns the exit status: 0 done, 1 errors in the study or a claim that fails, 2 misuse of the
 * command line, 3 an input that cannot be read.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const { terminalOf } = await import('./terminal.ts');
  endQuietlyWithoutReader();
  const terminal = terminalOf(process.stdout, process.stderr, process.env);
  let status = 0;
  const program = build(terminal, (result) => {
    status = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (isRunEnded(error)) {
      terminal.err(`studyc: ${error.message}\n`);
      return 1;
    }
    return reportBug(error, argv, terminal);
  }
}

/** A reader that has seen enough (`studyc run | head`) closes the pipe: that ends the output, not the work. */
function endQuietlyWithoutReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

function build(terminal: Terminal, finish: (status: number) => void): Command {
  const program = new Command('studyc')
    .description('A compiler for empirical studies.')
    .version(manifest.version, '--version', 'the version of studyc')
    .helpOption('-h, --help', 'this help')
    .helpCommand('help [command]', 'the same, or the help of a command')
    .option('--debug', 'show the stack trace of an internal error')
    .showHelpAfterError('(studyc --help lists the commands)')
    .exitOverride();
  program.configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  for (const entry of commands) {
    const command = program
      .command(`${entry.name} ${entry.arguments}`.trimEnd())
      .description(entry.doc)
      .option('--debug', 'show the stack trace of an internal error')
      .exitOverride()
      .showHelpAfterError('(add --help for its options)')
      .copyInheritedSettings(program);
    for (const option of entry.options) command.addOption(optionOf(option));
    command.action(async () => {
      finish(await (await entry.load()).execute(command.args, command.opts(), terminal));
    });
  }
  for (const name of notYet) {
    program
      .command(name, { hidden: true })
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        terminal.err(`studyc: ${name} is not available in this version\n`);
        finish(2);
      });
  }
  program.action(() => program.help({ error: true }));
  return program;
}

function optionOf({ flags, doc, choices, repeats }: CommandOption): Option {
  const option = new Option(flags, doc);
  if (repeats)
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
  return choices ? option.choices([...choices]) : option;
}

function reportBug(error: unknown, argv: readonly string[], terminal: Terminal): number {
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(`studyc: internal error: ${message}\n`);
  if (argv.includes('--debug') && error instanceof Error) terminal.err(`${error.stack ?? ''}\n`);
  else terminal.err('This is a mistake in studyc, not in the study; --debug shows where.\n');
  return 3;
}
