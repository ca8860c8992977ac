import { formats } from '../templates/index.ts';
import type { CommandCode } from './main.ts';
import { reportKinds } from './reports/kinds.ts';

/** An option as commander takes it; `choices` are the words that it may have. */
export interface CommandOption {
  readonly flags: string;
  readonly doc: string;
  readonly choices?: readonly string[];
  /** May be given several times: its value is a list. */
  readonly repeats?: boolean;
}

/** A command: its words here, its code in a file of its own that is loaded only when it is called. */
export interface CommandEntry {
  readonly name: string;
  /** Its arguments as commander takes them: `[specs...]`. */
  readonly arguments: string;
  /** What the arguments are, for the completion of a shell. */
  readonly takes: 'studies' | 'code' | 'folder' | 'shell' | null;
  readonly doc: string;
  readonly options: readonly CommandOption[];
  readonly load: () => Promise<CommandCode>;
}

const option = (flags: string, doc: string, choices?: readonly string[]): CommandOption => ({
  flags,
  doc,
  ...(choices ? { choices } : {}),
});

const formatNames = (usual: boolean): string =>
  formats
    .map(({ declaration }) => declaration)
    .filter(({ byDefault }) => byDefault === usual)
    .map(({ name }) => name)
    .join(',');

const json = option('--json', 'machine-readable output');
const strict = option('--strict', 'warnings count as errors');
const allowOutside = option('--allow-outside', "data files may lie outside the study's folder");
const noOptimise = option(
  '--no-optimise',
  'every model by itself: nothing is shared, and the numbers are the same',
);
const jobs = option('--jobs <n>', 'most threads to use (the number of processors)');
const report = option(
  '--report <kind>',
  'the messages as a report for other programs, on standard output',
  reportKinds,
);

export const commands: readonly CommandEntry[] = [
  {
    name: 'init',
    arguments: '[dir]',
    takes: 'folder',
    doc: 'a new, commented study that runs, with data and the schema for your editor',
    options: [json],
    load: () => import('./init.ts'),
  },
  {
    name: 'check',
    arguments: '[specs...]',
    takes: 'studies',
    doc: 'every mistake in a study, with place, code and hint; runs no model',
    options: [
      option('--no-data', 'leave out the rules that need the data file'),
      allowOutside,
      json,
      report,
      strict,
    ],
    load: () => import('./check.ts'),
  },
  {
    name: 'explain',
    arguments: '[code]',
    takes: 'code',
    doc: 'cause, example and cure of a diagnostic; without a code, the list of them',
    options: [json],
    load: () => import('./explain.ts'),
  },
  {
    name: 'plan',
    arguments: '[spec]',
    takes: 'studies',
    doc: 'the execution plan',
    options: [
      option('--format <tree|mermaid>', 'how to draw it (tree)', ['tree', 'mermaid']),
      noOptimise,
      allowOutside,
      json,
      strict,
    ],
    load: () => import('./plan.ts'),
  },
  {
    name: 'run',
    arguments: '[spec]',
    takes: 'studies',
    doc: 'runs the plan; writes results.json, tables, figures and a report',
    options: [
      option('--out <dir>', "where to write (out/ in the study's folder)"),
      {
        ...option(
          '--format <list>',
          `formats, with commas between: ${formatNames(true)} (the usual ones), ${formatNames(false)}; or all`,
        ),
        repeats: true,
      },
      option('--style <style>', "a journal's style of tables and figures, instead of the study's"),
      {
        flags: '--fonts <dir>',
        doc: 'a folder with fonts, for PDF and PNG; may be given again',
        repeats: true,
      },
      jobs,
      option('--no-cache', 'compute everything anew, and keep nothing in .studyc/cache'),
      noOptimise,
      option('--quiet', 'say nothing but errors'),
      allowOutside,
      json,
      strict,
    ],
    load: () => import('./run.ts'),
  },
  {
    name: 'lock',
    arguments: '[spec]',
    takes: 'studies',
    doc: 'runs the plan, and records data hashes and every number in study.lock',
    options: [jobs, noOptimise, option('--quiet', 'say nothing but errors'), allowOutside, json, strict],
    load: () => import('./lock.ts'),
  },
  {
    name: 'verify',
    arguments: '[specs...]',
    takes: 'studies',
    doc: 'runs the plan, and compares with study.lock, the reported numbers and the claims',
    options: [
      option('--all', 'everything that differs'),
      jobs,
      noOptimise,
      allowOutside,
      json,
      report,
      strict,
    ],
    load: () => import('./verify.ts'),
  },
  {
    name: 'audit',
    arguments: '[specs...]',
    takes: 'studies',
    doc: 'whether the printed numbers of a publication can be true together; reads no data',
    options: [
      option('--all', 'every finding, notes included'),
      option('--fail-on <severity>', 'the gravity from which the exit status is 1 (inconsistent)', [
        'impossible',
        'inconsistent',
        'suspicious',
      ]),
      json,
      report,
      strict,
    ],
    load: () => import('./audit.ts'),
  },
  {
    name: 'schema',
    arguments: '',
    takes: null,
    doc: 'the JSON Schema of a study, for editors',
    options: [option('--json', 'the same: a schema is JSON')],
    load: () => import('./schema.ts'),
  },
  {
    name: 'completion',
    arguments: '<shell>',
    takes: 'shell',
    doc: 'a script that completes studyc in bash, zsh or fish',
    options: [],
    load: () => import('./completion.ts'),
  },
];

/** Commands of the language that this version does not have: refused by name, never mistaken for a typing error. */
export const notYet: readonly string[] = ['export'];
