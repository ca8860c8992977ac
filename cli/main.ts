import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import type { Terminal } from './terminal.ts';

/** A command: its words here, its code in a file of its own that is loaded only when it is called. */
interface CommandEntry {
  readonly usage: string;
  readonly doc: string;
  readonly options: readonly (readonly [flags: string, doc: string])[];
  /** Options of the contract that this version does not have. */
  readonly notYet?: readonly string[];
  readonly load: () => Promise<CommandCode>;
}

export interface CommandCode {
  /** Returns the exit status. */
  readonly execute: (
    specs: readonly string[],
    options: Readonly<Record<string, unknown>>,
    terminal: Terminal,
  ) => Promise<number>;
}

const json = ['--json', 'machine-readable output'] as const;
const strict = ['--strict', 'warnings count as errors'] as const;

const commands: readonly CommandEntry[] = [
  {
    usage: 'check [specs...]',
    doc: 'every mistake in a study, with place, code and hint; runs no model',
    options: [['--no-data', 'leave out the rules that need the data file'], json, strict],
    notYet: ['--report <format>'],
    load: () => import('./check.ts'),
  },
  {
    usage: 'explain [code]',
    doc: 'cause, example and cure of a diagnostic; without a code, the list of them',
    options: [json],
    load: () => import('./explain.ts'),
  },
  {
    usage: 'plan [spec]',
    doc: 'the execution plan',
    options: [['--format <tree|mermaid>', 'how to draw it (tree)'], json, strict],
    load: () => import('./plan.ts'),
  },
  {
    usage: 'run [spec]',
    doc: 'runs the plan; writes results.json, tables, figures and a report',
    options: [
      ['--out <dir>', "where to write (out/ in the study's folder)"],
      ['--format <list>', 'formats of tables and report: md,tex (the default is both)'],
      ['--jobs <n>', 'most threads to use (the number of processors)'],
      ['--no-cache', 'compute everything anew (this version keeps no cache and always does)'],
      ['--quiet', 'say nothing but errors'],
      json,
      strict,
    ],
    load: () => import('./run.ts'),
  },
  {
    usage: 'schema',
    doc: 'the JSON Schema of a study, for editors',
    options: [],
    load: () => import('./schema.ts'),
  },
];

/** Words of the contract that this version does not have: refused by name, never mistaken for a typing error. */
const notYet = ['init', 'lock', 'verify', 'audit', 'export'];

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
    .helpCommand(false)
    .option('--debug', 'show the stack trace of an internal error')
    .showHelpAfterError('(studyc --help lists the commands)')
    .exitOverride();
  program.configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  for (const entry of commands) {
    const command = program
      .command(entry.usage)
      .description(entry.doc)
      .option('--debug', 'show the stack trace of an internal error')
      .exitOverride()
      .showHelpAfterError('(add --help for its options)')
      .copyInheritedSettings(program);
    for (const [flags, doc] of entry.options) command.option(flags, doc);
    for (const flags of entry.notYet ?? []) command.addOption(refused(flags));
    command.action(
      async (specs: string | readonly string[] | undefined, options: Record<string, unknown>) => {
        const list =
          specs === undefined ? [] : typeof specs === 'string' ? [specs] : Array.isArray(specs) ? specs : [];
        finish(await (await entry.load()).execute(list, options, terminal));
      },
    );
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

/** An option that is refused by name, not as a typing error. */
function refused(flags: string): Option {
  return new Option(flags).hideHelp().argParser((): never => {
    throw new InvalidArgumentError('It is not available in this version.');
  });
}

function reportBug(error: unknown, argv: readonly string[], terminal: Terminal): number {
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(`studyc: internal error: ${message}\n`);
  if (argv.includes('--debug') && error instanceof Error) terminal.err(`${error.stack ?? ''}\n`);
  else terminal.err('This is a mistake in studyc, not in the study; --debug shows where.\n');
  return 3;
}
