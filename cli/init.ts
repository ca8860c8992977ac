import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { firmsData } from './init/firms.ts';
import { studyName, studyText } from './init/study-text.ts';
import type { CommandCode } from './main.ts';
import type { Terminal } from './terminal.ts';
import { type OutputFile, WriteError, writeFiles } from './write-files.ts';

/**
 * A new study in a folder that does not exist or is empty: the study, its data and the schema for editors, all of it or
 * nothing. Needs no network.
 */
export const execute: CommandCode['execute'] = async ([given = '.'], options, terminal) => {
  const folder = resolve(given);
  const existed = statSync(folder, { throwIfNoEntry: false }) !== undefined;
  const occupied = existed ? whyOccupied(folder, given) : null;
  if (occupied !== null) {
    terminal.err(`studyc: ${occupied}; name a new or an empty folder: studyc init DIR\n`);
    return 2;
  }
  const files = filesOf(basename(folder));
  try {
    writeFiles(folder, files);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    // What was made on the way to the failure goes again; in a folder that was there, it can only be `data`.
    rmSync(existed ? join(folder, 'data') : folder, { recursive: true, force: true });
    terminal.err(`studyc: ${error.message}\n`);
    return 3;
  }
  if (options['json'] === true) {
    const outcome = { folder: shown(folder), files: files.map((file) => file.path) };
    terminal.out(`${JSON.stringify(outcome, null, 2)}\n`);
  } else sayWhatIsNext(folder, files, terminal);
  return 0;
};

function whyOccupied(folder: string, given: string): string | null {
  if (!statSync(folder).isDirectory()) return `${given} is a file`;
  const [first] = readdirSync(folder).sort();
  if (first === undefined) return null;
  return `${given === '.' ? 'this folder' : given} is not empty: it holds ${first}`;
}

function filesOf(folder: string): readonly OutputFile[] {
  return [
    { path: 'study.yaml', content: studyText(studyName(folder)) },
    { path: 'data/firms.csv', content: firmsData() },
    { path: '.gitignore', content: gitignore },
    {
      path: 'study.schema.json',
      content: readFileSync(new URL('./study.schema.json', import.meta.url), 'utf8'),
    },
  ];
}

/** What can be computed again: the cache of finished steps. Outputs are for the author to keep or not. */
const gitignore = '.studyc/\n';

/** As the reader would name it, with forward slashes. */
function shown(folder: string): string {
  return (relative(process.cwd(), folder) || '.').split(sep).join('/');
}

function sayWhatIsNext(folder: string, files: readonly OutputFile[], terminal: Terminal): void {
  const here = shown(folder);
  const enter = here === '.' ? [] : [`  cd ${/^[\w./-]+$/.test(here) ? here : `"${here}"`}`];
  const lines = [
    `${here === '.' ? 'here' : `${here}/`}  ${files.map((file) => file.path).join(', ')}`,
    '',
    'Next:',
    ...enter,
    '  studyc check     every mistake, with its place and a hint',
    '  studyc run       tables, figures and a report under out/',
    '',
    'study.yaml says the rest; an editor with YAML support completes its keys.',
  ];
  terminal.out(`${lines.join('\n')}\n`);
}
