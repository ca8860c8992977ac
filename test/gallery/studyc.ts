import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Said {
  readonly status: number;
  /** Standard error, then what a command says on standard output of findings; the folder is not named. */
  readonly text: string;
}

const entry = pathToFileURL(resolve(import.meta.dirname, '../../dist/main.js')).href;

/** Runs the built command line in this process, in a folder. */
export async function studyc(args: readonly string[], folder: string): Promise<Said> {
  const { main } = (await import(entry)) as { main: (argv: readonly string[]) => Promise<number> };
  const before = process.cwd();
  const written = { out: '', err: '' };
  const { write: out } = process.stdout;
  const { write: err } = process.stderr;
  process.stdout.write = ((text: string) => {
    written.out += text;
    return true;
  }) as typeof out;
  process.stderr.write = ((text: string) => {
    written.err += text;
    return true;
  }) as typeof err;
  process.chdir(folder);
  try {
    const status = await main(args);
    const findings = args[0] === 'audit' || args[0] === 'verify' ? written.out : '';
    return { status, text: `${written.err}${findings}`.replaceAll(folder, '.') };
  } finally {
    process.chdir(before);
    process.stdout.write = out;
    process.stderr.write = err;
  }
}
